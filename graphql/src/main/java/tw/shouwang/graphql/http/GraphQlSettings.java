package tw.shouwang.graphql.http;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// What can be set about serving GraphQL over HTTP, under `shouwang.graphql`.
///
/// @param maxBodyBytes the largest request body that is read; larger ones are refused with 413
/// @param maxHeaderBytes the longest head of a request to an address that strangers reach; larger
///   ones are refused with 431. Addresses below a schema of its own, where tokens are sent, take
///   what `micronaut.server.netty.max-header-size` says
/// @param requestDeadline how long a client may take to send a whole request, and a new connection
///   its first one; unlike an idle timeout, a byte now and then does not stretch it
/// @param responseDeadline how long a client that asks may leave no room for what it is told
@ConfigurationProperties("shouwang.graphql")
public record GraphQlSettings(
    @Bindable(defaultValue = "65536") int maxBodyBytes,
    @Bindable(defaultValue = "16384") int maxHeaderBytes,
    @Bindable(defaultValue = "10s") Duration requestDeadline,
    @Bindable(defaultValue = "20s") Duration responseDeadline) {

  public GraphQlSettings {
    require("shouwang.graphql", maxBodyBytes >= 1_024, "max-body-bytes must be at least 1024");
    require("shouwang.graphql", maxHeaderBytes >= 1_024, "max-header-bytes must be at least 1024");
    require("shouwang.graphql", requestDeadline.isPositive(), "request-deadline must be positive");
    require(
        "shouwang.graphql", responseDeadline.isPositive(), "response-deadline must be positive");
  }
}
