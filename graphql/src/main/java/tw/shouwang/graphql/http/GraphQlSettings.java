package tw.shouwang.graphql.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// What can be set about serving GraphQL over HTTP, under `shouwang.graphql`.
///
/// @param maxBodyBytes the largest request body that is read; larger ones are refused with 413
@ConfigurationProperties("shouwang.graphql")
record GraphQlSettings(@Bindable(defaultValue = "65536") int maxBodyBytes) {

  GraphQlSettings {
    if (maxBodyBytes < 1_024) {
      throw new IllegalArgumentException("shouwang.graphql.max-body-bytes must be at least 1024");
    }
  }
}
