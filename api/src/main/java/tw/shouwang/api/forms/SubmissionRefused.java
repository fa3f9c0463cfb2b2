package tw.shouwang.api.forms;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.api.guidance.ChannelAdvice;

/// A refusal: the reason, and what to do instead. Repeats nothing of what was sent.
public record SubmissionRefused(
    RefusalCode code,
    String message,
    @Nullable String field,
    @Nullable Integer retryAfterSeconds,
    @Nullable WorkChallenge proofChallenge,
    List<Resource> emergency,
    List<ChannelAdvice> advice) {

  public SubmissionRefused {
    emergency = List.copyOf(emergency);
    advice = List.copyOf(advice);
  }
}
