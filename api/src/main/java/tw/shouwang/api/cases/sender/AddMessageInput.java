package tw.shouwang.api.cases.sender;

import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.admission.WorkSolution;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.forms.PlainText;
import tw.shouwang.foundation.MendedText;

/// A further message of the sender.
///
/// @param urgency what the sender says of it; nothing leaves the case as urgent as it is
record AddMessageInput(
    Receipt receipt,
    @PlainText(max = 100, blankIsNone = false) String messageId,
    @PlainText(max = 3_000, blankIsNone = false) String words,
    @Nullable Urgency urgency,
    @Nullable WorkSolution proof) {

  AddMessageInput {
    words = MendedText.of(words);
  }

  @Override
  public String toString() {
    return "AddMessageInput[redacted]";
  }
}
