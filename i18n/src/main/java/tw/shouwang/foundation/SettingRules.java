package tw.shouwang.foundation;

/// Checks of settings. A broken rule stops the start, and its message names the setting.
public final class SettingRules {

  private SettingRules() {}

  /// @param prefix of the settings, such as `shouwang.push`
  /// @param rule names the setting and what it must be, such as `threads must be 1 to 200`
  /// @throws IllegalArgumentException unless the rule holds
  public static void require(String prefix, boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(prefix + ": " + rule);
    }
  }
}
