package tw.shouwang.graphql.execution;

import graphql.execution.DataFetcherExceptionHandler;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import tw.shouwang.graphql.CacheVersion;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.deprecations.DeprecationWatch;
import tw.shouwang.graphql.documents.DocumentSettings;
import tw.shouwang.graphql.documents.TrustedDocuments;
import tw.shouwang.graphql.errors.ErrorTranslator;
import tw.shouwang.graphql.limits.LimitSettings;
import tw.shouwang.graphql.ratelimits.Admission;

/// What all engines share.
@Singleton
record EngineParts(
    DataFetcherExceptionHandler exceptions,
    ErrorTranslator errors,
    LimitSettings limits,
    DocumentSettings documents,
    AnswerCaches answers,
    Optional<CacheVersion> cacheVersion,
    Optional<DeprecationWatch> deprecationWatch,
    Admission admission,
    DeadlineRunner runner,
    InstantSource clock,
    Environment environment) {

  Documents documents(String schema, DocumentPreparer preparer) {
    return new Documents(
        preparer,
        TrustedDocuments.of(schema, SchemaSlice.PUBLIC.equals(schema) ? documents.folder() : null),
        clock,
        documents.trustedOnly(environment) && SchemaSlice.PUBLIC.equals(schema),
        documents.introspection(environment));
  }

  boolean introspection() {
    return documents.introspection(environment);
  }

  DeprecationWatch watch() {
    return deprecationWatch.orElse((schema, deprecations) -> {});
  }

  CacheVersion version() {
    return cacheVersion.orElse(() -> "");
  }
}
