package tw.shouwang.api.cases.submissions;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.admission.Origin;
import tw.shouwang.api.cases.admission.WorkSolution;
import tw.shouwang.api.cases.envelope.Fingerprint;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.Form;
import tw.shouwang.api.cases.records.SenderGroup;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.directory.entries.Topic;

/// A checked form on its way to becoming a case: what may stand in clear, and what will be sealed.
///
/// @param centre the centre that serves the area
/// @param sealed the form's sealed fields by their names in the envelope; `words` among them
/// @param fingerprint over everything the form says, for telling a retry from another report
/// @param origin where it comes from, for noticing when more than usual does
public record Submission(
    Receipt receipt,
    Form form,
    Topic topic,
    List<Topic> otherTopics,
    List<String> indicators,
    @Nullable Boolean childInvolved,
    Urgency urgency,
    String area,
    String centre,
    SenderGroup senderGroup,
    Map<String, String> sealed,
    Fingerprint fingerprint,
    Origin origin,
    @Nullable WorkSolution proof) {

  public Submission {
    otherTopics = List.copyOf(otherTopics);
    indicators = List.copyOf(indicators);
    sealed = Map.copyOf(sealed);
  }

  /// Whether the sender asks for help for themselves, and does not report about somebody else.
  boolean forSelf() {
    return form == Form.HELP;
  }

  @Override
  public String toString() {
    return "Submission[redacted]";
  }
}
