package tw.shouwang.graphql.execution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.deprecations.Deprecations;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.i18n.Language;

/// The response as JSON, and the reason if nothing was executed.
///
/// @param retryAfterSeconds when to try again, if the caller was rate limited; else 0
/// @param caching until when the same request may get the same answer; null if it may not be cached
/// @param deprecations what the request uses that is deprecated; the JSON ends with it
/// @param confidential whether it is about a case: then it is padded, and nobody on the way may
///   cache, compress or recode it
@SuppressWarnings("ArrayRecordComponent") // Shared on purpose, never changed, never compared.
public record Answer(
    @Nullable ErrorCode refusal,
    byte[] json,
    Language language,
    int retryAfterSeconds,
    @Nullable Caching caching,
    Deprecations deprecations,
    boolean confidential) {

  Answer(
      @Nullable ErrorCode refusal,
      byte[] json,
      Language language,
      int retryAfterSeconds,
      @Nullable Caching caching,
      Deprecations deprecations) {
    this(
        refusal,
        json,
        language,
        retryAfterSeconds,
        caching,
        deprecations,
        /* confidential= */ false);
  }

  /// How an answer may be cached.
  ///
  /// @param version of the data that the answer depends on
  /// @param languageNamed whether a variable named the language, so that headers do not matter
  /// @param fromCache whether the answer was made for an earlier request
  public record Caching(Instant until, String version, boolean languageNamed, boolean fromCache) {}

  /// The same answer, served from the cache.
  Answer fromCache(Caching caching) {
    var cached =
        new Caching(
            caching.until(), caching.version(), caching.languageNamed(), /* fromCache= */ true);
    return new Answer(refusal, json, language, retryAfterSeconds, cached, deprecations);
  }

  /// The same answer, padded and marked as confidential.
  Answer asConfidential() {
    return new Answer(
        refusal,
        Padding.padded(json, !deprecations.isEmpty()),
        language,
        retryAfterSeconds,
        /* caching= */ null,
        deprecations,
        /* confidential= */ true);
  }

  /// The entity tag of exactly these bytes, in quotes.
  public String etag() {
    return Etags.of(json);
  }

  @Override
  public String toString() {
    return "Answer[" + refusal + "]";
  }
}
