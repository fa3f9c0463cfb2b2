package tw.shouwang.api.forms;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.guidance.AdviceRequest;
import tw.shouwang.api.guidance.ChannelAdvice;
import tw.shouwang.api.guidance.Guidance;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// Makes the texts of refusals, so that the sender knows what to do. Every refusal carries the
/// emergency numbers, because its reader may be in danger.
@Singleton
public class Refusals {

  private final Messages messages = Messages.of("guidance");
  private final Directory directory;
  private final Guidance guidance;

  Refusals(Directory directory, Guidance guidance) {
    this.directory = directory;
    this.guidance = guidance;
  }

  public SubmissionRefused refuse(RefusalCode code, Language language) {
    return refuse(code, null, null, language);
  }

  public SubmissionRefused refuse(InvalidInput problem, Language language) {
    Integer max = problem.max();
    return refused(
        problem.code(),
        messages.text(language, "refused." + problem.code(), Map.of("max", max == null ? 0 : max)),
        problem.field(),
        null,
        null,
        List.of());
  }

  public SubmissionRefused refuse(
      RefusalCode code, @Nullable String field, @Nullable Duration retryAfter, Language language) {
    return refused(code, words(code, language), field, retryAfter, null, List.of());
  }

  /// A refusal of an input without a receipt, so that its text mentions none: the input can be sent
  /// again unchanged.
  public SubmissionRefused tryAgain(RefusalCode code, @Nullable Duration after, Language language) {
    return refused(
        code,
        messages.text(language, "refused.withoutReceipt." + code),
        null,
        after,
        null,
        List.of());
  }

  /// The same with other channels for the sender's own county.
  public SubmissionRefused notServedHere(AdviceRequest told, Language language) {
    return refused(
        RefusalCode.NOT_SERVED_HERE,
        words(RefusalCode.NOT_SERVED_HERE, language),
        "area",
        null,
        null,
        guidance.whereNotServed(told));
  }

  public SubmissionRefused proofRequired(WorkChallenge challenge, Language language) {
    return refused(
        RefusalCode.PROOF_REQUIRED,
        words(RefusalCode.PROOF_REQUIRED, language),
        "proof",
        null,
        challenge,
        List.of());
  }

  private SubmissionRefused refused(
      RefusalCode code,
      String message,
      @Nullable String field,
      @Nullable Duration retryAfter,
      @Nullable WorkChallenge challenge,
      List<ChannelAdvice> advice) {
    return new SubmissionRefused(
        code,
        message,
        field,
        retryAfter == null ? null : (int) Math.max(1, retryAfter.toSeconds()),
        challenge,
        directory.emergency(null),
        advice);
  }

  private String words(RefusalCode code, Language language) {
    return messages.text(language, "refused." + code);
  }
}
