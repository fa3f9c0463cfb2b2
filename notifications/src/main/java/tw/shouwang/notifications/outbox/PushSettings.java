package tw.shouwang.notifications.outbox;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// When pushes are sent, and how many at once.
///
/// @param window pushes that are not urgent are sent together at its end; windows are counted from
///   midnight UTC
/// @param threads how many pushes one node sends at once
/// @param shutdown how long a stopping node lets sends finish before it interrupts them
@ConfigurationProperties("shouwang.push")
public record PushSettings(
    @Bindable(defaultValue = "30m") Duration window,
    @Bindable(defaultValue = "16") int threads,
    @Bindable(defaultValue = "5s") Duration shutdown) {

  public PushSettings {
    require("shouwang.push", !window.isNegative() && !window.isZero(), "window must be positive");
    require(
        "shouwang.push",
        Duration.ofDays(1).toMillis() % Math.max(1, window.toMillis()) == 0,
        "window must divide a day evenly");
    require("shouwang.push", threads >= 1 && threads <= 200, "threads must be 1 to 200");
    require("shouwang.push", !shutdown.isNegative(), "shutdown must not be negative");
  }
}
