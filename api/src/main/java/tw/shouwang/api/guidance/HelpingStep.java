package tw.shouwang.api.guidance;

import java.util.List;

/// One of the three steps of helping somebody, from Taipei's training for citizens. Its texts are
/// the messages `step.<code>.title` and `.text`.
record HelpingStep(String code) {

  static final List<HelpingStep> ALL =
      List.of(new HelpingStep("ask"), new HelpingStep("listen"), new HelpingStep("connect"));
}
