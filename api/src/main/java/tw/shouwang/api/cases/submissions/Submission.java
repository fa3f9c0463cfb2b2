package tw.shouwang.api.cases.submissions;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.admission.Origin;
import tw.shouwang.api.cases.admission.WorkShown;
import tw.shouwang.api.cases.admission.WorkSolution;
import tw.shouwang.api.cases.envelope.Fingerprint;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.Form;
import tw.shouwang.api.cases.records.SenderGroup;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.directory.entries.Topic;

/// A checked form that will become a case: its clear and its sealed parts.
///
/// @param centre the centre that serves the area
/// @param sealed the form's sealed fields by their names in the envelope; `words` among them
/// @param fingerprint over the whole content of the form, to distinguish a retry from another
///   report
/// @param exercise whether it came with a code of staff's for an exercise
/// @param origin where it comes from, for [tw.shouwang.api.cases.admission.Surge]
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
    boolean exercise,
    Origin origin,
    @Nullable WorkSolution proof)
    implements Arriving {

  public Submission {
    otherTopics = List.copyOf(otherTopics);
    indicators = List.copyOf(indicators);
    sealed = Map.copyOf(sealed);
  }

  @Override
  public Receipt credential() {
    return receipt;
  }

  @Override
  public WorkShown work(byte[] hash) {
    return new WorkShown(proof, hash, null);
  }

  /// Whether the sender asks for help for themselves, instead of reporting about somebody else.
  boolean forSelf() {
    return form == Form.HELP;
  }

  @Override
  public String toString() {
    return "Submission[redacted]";
  }
}
