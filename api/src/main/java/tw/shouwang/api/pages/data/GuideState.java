package tw.shouwang.api.pages.data;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far somebody has come in the guide.
///
/// @param answers `yes`, `no` or `skip` by question, in the order of the questions
/// @param next the question to ask; null after the last one
/// @param number of the question to ask, from 1
/// @param of how many questions there are
public record GuideState(Map<String, String> answers, @Nullable String next, int number, int of) {

  /// Whether there is something to advise about.
  public boolean isTold() {
    return next == null || answers.containsValue("yes");
  }
}
