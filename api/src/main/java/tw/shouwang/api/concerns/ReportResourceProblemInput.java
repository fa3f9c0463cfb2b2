package tw.shouwang.api.concerns;

import tw.shouwang.api.forms.PlainText;
import tw.shouwang.foundation.MendedText;

/// A report that an entry of the directory is wrong, as it was sent.
record ReportResourceProblemInput(
    String resource, @PlainText(max = 1_000, blankIsNone = false) String words) {

  ReportResourceProblemInput {
    words = MendedText.of(words);
  }

  @Override
  public String toString() {
    return "ReportResourceProblemInput[redacted]";
  }
}
