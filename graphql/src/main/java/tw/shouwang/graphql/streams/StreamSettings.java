package tw.shouwang.graphql.streams;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// How streams are kept, under `shouwang.graphql.streams`.
///
/// @param heartbeat how often a stream without events says that it is there
/// @param initTimeout how long a WebSocket may take to say hello
/// @param connections streams and sockets that this node keeps at once
/// @param callerConnections how many of them one caller may have; mobile networks put thousands of
///   phones behind one address
/// @param operations operations that one socket may run at once
@ConfigurationProperties("shouwang.graphql.streams")
public record StreamSettings(
    @Bindable(defaultValue = "12s") Duration heartbeat,
    @Bindable(defaultValue = "10s") Duration initTimeout,
    @Bindable(defaultValue = "10000") int connections,
    @Bindable(defaultValue = "1000") int callerConnections,
    @Bindable(defaultValue = "20") int operations) {

  public StreamSettings {
    if (!heartbeat.isPositive() || !initTimeout.isPositive()) {
      throw new IllegalArgumentException("shouwang.graphql.streams: times must be positive");
    }
    if (connections < 1 || callerConnections < 1 || operations < 1) {
      throw new IllegalArgumentException("shouwang.graphql.streams: counts must be positive");
    }
  }
}
