package tw.shouwang.graphql.execution;

import graphql.execution.DataFetcherExceptionHandler;
import jakarta.inject.Singleton;
import tw.shouwang.graphql.errors.ErrorTranslator;
import tw.shouwang.graphql.limits.LimitSettings;

/// What all engines share.
@Singleton
record EngineParts(
    DataFetcherExceptionHandler exceptions,
    ErrorTranslator errors,
    LimitSettings limits,
    DeadlineRunner runner) {}
