package tw.shouwang.api.keys;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/// The folder of the key files, `shouwang.keys.*`.
///
/// @param directory the folder; without it, development uses `keys` in the data folder, and `prod`
///   does not start
@ConfigurationProperties("shouwang.keys")
record KeySettings(@Nullable String directory) {}
