package tw.shouwang.api.cases.sender;

import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.admission.WorkSolution;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.forms.PlainText;

/// A further message of the sender.
record AddMessageInput(
    Receipt receipt,
    @PlainText(max = 100, blankIsNone = false) String messageId,
    @PlainText(max = 3_000, blankIsNone = false) String words,
    @Nullable WorkSolution proof) {

  @Override
  public String toString() {
    return "AddMessageInput[redacted]";
  }
}
