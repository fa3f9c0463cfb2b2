package tw.shouwang.graphql.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// What can be set about serving GraphQL over HTTP, under `shouwang.graphql`.
///
/// @param maxBodyBytes the largest request body that is read; larger ones are refused with 413
/// @param requestDeadline how long a client may take to send a whole request, and a new connection
///   its first one; unlike an idle timeout, a byte now and then does not stretch it
/// @param responseDeadline how long a client that asks may leave no room for what it is told
@ConfigurationProperties("shouwang.graphql")
public record GraphQlSettings(
    @Bindable(defaultValue = "65536") int maxBodyBytes,
    @Bindable(defaultValue = "10s") Duration requestDeadline,
    @Bindable(defaultValue = "20s") Duration responseDeadline) {

  public GraphQlSettings {
    if (maxBodyBytes < 1_024) {
      throw new IllegalArgumentException("shouwang.graphql.max-body-bytes must be at least 1024");
    }
    if (requestDeadline.isNegative() || requestDeadline.isZero()) {
      throw new IllegalArgumentException("shouwang.graphql.request-deadline must be positive");
    }
    if (responseDeadline.isNegative() || responseDeadline.isZero()) {
      throw new IllegalArgumentException("shouwang.graphql.response-deadline must be positive");
    }
  }
}
