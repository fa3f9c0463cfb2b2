package tw.shouwang.api.cases.desk;

import io.micronaut.core.annotation.Introspected;

/// How many open cases a worker has claimed.
///
/// @param worker the identity provider's name for the worker
@Introspected
public record ClaimedCases(String worker, int cases) {}
