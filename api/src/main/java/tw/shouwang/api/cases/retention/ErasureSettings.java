package tw.shouwang.api.cases.retention;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/// Where the ledger of erasures is, `shouwang.erasures.*`.
///
/// @param directory a folder outside the database and its backups; without it, development uses
///   `erasures` in the data folder, and `prod` does not start
@ConfigurationProperties("shouwang.erasures")
record ErasureSettings(@Nullable String directory) {}
