package tw.shouwang.api.cases.submissions;

import java.time.Duration;
import tw.shouwang.api.cases.sender.CaseView;
import tw.shouwang.api.forms.WorkChallenge;

/// What became of a submission or of a message.
public sealed interface Submitted {

  /// It is on the disk: now, or since an earlier try with the same receipt and the same content.
  record Received(CaseView view) implements Submitted {}

  /// The receipt stands for something else, or did within the last 30 days.
  record ReceiptTaken() implements Submitted {}

  /// This node takes in as much as it can.
  record Busy(Duration retryAfter) implements Submitted {}

  /// There is load, and the sender has to show some work first.
  record WorkNeeded(WorkChallenge challenge) implements Submitted {}

  /// Whether it was kept is unknown, most likely not. The same receipt settles it later.
  record Unavailable() implements Submitted {}
}
