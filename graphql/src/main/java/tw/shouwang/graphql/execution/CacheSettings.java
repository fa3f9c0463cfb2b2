package tw.shouwang.graphql.execution;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// The size of the cache of finished answers, under `shouwang.graphql.answers`.
///
/// @param cacheBytes the cache's limit in bytes; 0 switches it off
@ConfigurationProperties("shouwang.graphql.answers")
record CacheSettings(@Bindable(defaultValue = "33554432") long cacheBytes) {

  CacheSettings {
    require("shouwang.graphql.answers", cacheBytes >= 0, "cache-bytes must not be negative");
  }
}
