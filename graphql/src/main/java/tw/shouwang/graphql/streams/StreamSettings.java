package tw.shouwang.graphql.streams;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// Settings of streams, under `shouwang.graphql.streams`.
///
/// @param heartbeat how often a stream without events sends a heartbeat
/// @param initTimeout how long a WebSocket client may take to send its first message
/// @param connections streams and sockets that this node keeps at once
/// @param callerConnections how many of them one caller may have; mobile networks put thousands of
///   phones behind one address
@ConfigurationProperties("shouwang.graphql.streams")
public record StreamSettings(
    @Bindable(defaultValue = "12s") Duration heartbeat,
    @Bindable(defaultValue = "10s") Duration initTimeout,
    @Bindable(defaultValue = "10000") int connections,
    @Bindable(defaultValue = "1000") int callerConnections) {

  public StreamSettings {
    require(
        "shouwang.graphql.streams",
        heartbeat.isPositive() && initTimeout.isPositive(),
        "times must be positive");
    require(
        "shouwang.graphql.streams",
        connections >= 1 && callerConnections >= 1,
        "counts must be positive");
  }
}
