package tw.shouwang.api.concerns;

import org.jspecify.annotations.Nullable;
import tw.shouwang.api.forms.PlainText;

/// An agency's answer about its entry, as it was sent.
///
/// @param correction null if the entry is still right; a blank one is refused
record AnswerAgencyLinkInput(
    String token,
    int version,
    @PlainText(max = 1_000, blankIsNone = false) @Nullable String correction) {

  @Override
  public String toString() {
    return "AnswerAgencyLinkInput[redacted]";
  }
}
