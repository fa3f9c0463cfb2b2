package tw.shouwang.graphql.execution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.i18n.Language;

/// What comes back: the response as JSON, and why nothing ran, where nothing did.
///
/// @param retryAfterSeconds when to try again, of those who came too often; 0 where that is not why
/// @param caching until when everybody who asks the same may get the same; null when nobody may
/// @param confidential whether it is about a case: then it is as long as many others, and nobody
///   may keep, compress or otherwise recode it
@SuppressWarnings("ArrayRecordComponent") // Shared on purpose, never changed, never compared.
public record Answer(
    @Nullable ErrorCode refusal,
    byte[] json,
    Language language,
    int retryAfterSeconds,
    @Nullable Caching caching,
    boolean confidential) {

  Answer(
      @Nullable ErrorCode refusal,
      byte[] json,
      Language language,
      int retryAfterSeconds,
      @Nullable Caching caching) {
    this(refusal, json, language, retryAfterSeconds, caching, /* confidential= */ false);
  }

  /// For how long, and for whom.
  ///
  /// @param version of the data that it rests on
  /// @param languageNamed whether a variable named the language, so that headers do not matter
  /// @param fromCache whether it was made for an earlier request
  public record Caching(Instant until, String version, boolean languageNamed, boolean fromCache) {}

  /// The same, to be given to whoever asks again.
  Answer fromCache(Caching caching) {
    var cached =
        new Caching(
            caching.until(), caching.version(), caching.languageNamed(), /* fromCache= */ true);
    return new Answer(refusal, json, language, retryAfterSeconds, cached);
  }

  /// The same, as an answer about a case goes out.
  Answer asConfidential() {
    return new Answer(
        refusal,
        Padding.padded(json),
        language,
        retryAfterSeconds,
        /* caching= */ null,
        /* confidential= */ true);
  }

  /// Of exactly these bytes, quoted.
  public String etag() {
    return Etags.of(json);
  }

  @Override
  public String toString() {
    return "Answer[" + refusal + "]";
  }
}
