package tw.shouwang.graphql.http;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// Settings of GraphQL over HTTP, under `shouwang.graphql`.
///
/// @param maxBodyBytes the largest request body; larger ones are refused with 413
/// @param maxHeaderBytes the longest head of a request to a public address; longer ones are refused
///   with 431. At addresses of other schemas, where tokens are sent,
///   `micronaut.server.netty.max-header-size` is the limit
/// @param requestDeadline how long a client may take to send a whole request, and a new connection
///   its first one; unlike an idle timeout, single bytes do not extend it
/// @param responseDeadline how long a client may not read its answer before the connection is
///   closed
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
