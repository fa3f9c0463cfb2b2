package tw.shouwang.graphql.execution;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// How much is kept of finished answers, under `shouwang.graphql.answers`.
///
/// @param cacheBytes bytes of answers that are kept for those who ask the same; 0 keeps none
@ConfigurationProperties("shouwang.graphql.answers")
record CacheSettings(@Bindable(defaultValue = "33554432") long cacheBytes) {

  CacheSettings {
    require("shouwang.graphql.answers", cacheBytes >= 0, "cache-bytes must not be negative");
  }
}
