package tw.shouwang.api.operators;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/// The operators' port, under `shouwang.operators`.
///
/// @param host the address to listen on; an operator who sets another one than loopback must keep
///   strangers out by other means
/// @param port by default the public port plus 1000, or a random one if the public port is random
@ConfigurationProperties("shouwang.operators")
public record OperatorSettings(
    @Bindable(defaultValue = "127.0.0.1") String host, @Nullable Integer port) {

  public OperatorSettings {
    require(
        "shouwang.operators",
        port == null || (port >= 0 && port <= 65_535),
        "port must be 0 to 65535");
  }

  /// @param configured the configured public port; 0 or less for a random one
  int portBeside(int configured) {
    if (port != null) {
      return port;
    }
    return configured <= 0 ? 0 : configured + 1_000;
  }
}
