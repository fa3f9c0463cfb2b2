package tw.shouwang.api.cases.submissions;

import java.time.Duration;
import tw.shouwang.api.cases.sender.CaseView;
import tw.shouwang.api.forms.WorkChallenge;

/// The result of a submission or of a message.
public sealed interface Submitted {

  /// Stored on disk, now or by an earlier try with the same receipt and content.
  record Received(CaseView view) implements Submitted {}

  /// The receipt belongs to another case, or did within the last 30 days.
  record ReceiptTaken() implements Submitted {}

  /// The generation for which a client has sealed is not published, or ended too long ago.
  record GenerationNotUsable() implements Submitted {}

  /// The centre for which a client has sealed does not take reports of this area.
  record WrongCentre() implements Submitted {}

  /// Entry or binding of what a client sealed are those of another case.
  ///
  /// @param field which of them, by its name in the input
  record SealTaken(String field) implements Submitted {}

  /// This node is working at its limit.
  record Busy(Duration retryAfter) implements Submitted {}

  /// The sender has to show proof of work first.
  record WorkNeeded(WorkChallenge challenge) implements Submitted {}

  /// Storage did not answer. It is unknown whether the submission was stored; probably it was not.
  /// A retry with the same receipt is safe.
  record Unavailable() implements Submitted {}
}
