package tw.shouwang.api.operators;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/// Where operators ask, under `shouwang.operators`.
///
/// @param host the address that is listened at; whoever sets another than loopback keeps strangers
///   from it by other means
/// @param port not said, the public port and 1000, or a random one where that is random
@ConfigurationProperties("shouwang.operators")
public record OperatorSettings(
    @Bindable(defaultValue = "127.0.0.1") String host, @Nullable Integer port) {

  public OperatorSettings {
    require(
        "shouwang.operators",
        port == null || (port >= 0 && port <= 65_535),
        "port must be 0 to 65535");
  }

  /// @param configured the public port as it was set; 0 or less for a random one
  int portBeside(int configured) {
    if (port != null) {
      return port;
    }
    return configured <= 0 ? 0 : configured + 1_000;
  }
}
