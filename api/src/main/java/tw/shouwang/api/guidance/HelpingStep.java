package tw.shouwang.api.guidance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// One of the three steps of helping somebody, from Taipei's training for citizens. Its texts are
/// the messages `step.<code>.title` and `.text`.
record HelpingStep(Code code) {

  static final List<HelpingStep> ALL = Arrays.stream(Code.values()).map(HelpingStep::new).toList();

  /// The steps in their order.
  enum Code {
    ASK,
    LISTEN,
    CONNECT
  }

  /// The key of one of its texts.
  String key(String part) {
    return "step." + code.name().toLowerCase(Locale.ROOT) + "." + part;
  }
}
