package tw.shouwang.api.pages.data;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The answers of the mutations that a plain form sends; each has one of the fields.
@Serdeable
public record SentData(
    @Nullable Result submitConcern,
    @Nullable Result requestHelp,
    @Nullable Result addMessage,
    @Nullable Result changeReceipt,
    @Nullable Result eraseCase) {

  /// The members of the results' unions: what was done, or a `SubmissionRefused`.
  ///
  /// @param code the reason of a refusal; null if it was done
  /// @param field the input field to mend
  /// @param text what an erasure means
  /// @param proofChallenge what shows later that the sender has waited, where work is due
  @Serdeable
  public record Result(
      @Nullable String code,
      @Nullable String message,
      @Nullable String field,
      @Nullable String text,
      @Nullable List<String> notices,
      @Nullable List<GuideData.Advice> advice,
      @Nullable Challenge proofChallenge) {

    public List<String> told() {
      return notices == null ? List.of() : notices;
    }

    public List<GuideData.Advice> channels() {
      return advice == null ? List.of() : advice;
    }
  }

  /// A `ProofChallenge` of the schema.
  @Serdeable
  public record Challenge(String challenge) {}

  /// The answer of the executed mutation; null if it failed.
  public @Nullable Result result() {
    return Stream.of(submitConcern, requestHelp, addMessage, changeReceipt, eraseCase)
        .filter(each -> each != null)
        .findFirst()
        .orElse(null);
  }
}
