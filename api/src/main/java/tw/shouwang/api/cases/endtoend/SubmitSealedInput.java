package tw.shouwang.api.cases.endtoend;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.admission.WorkSolution;
import tw.shouwang.api.cases.records.Form;
import tw.shouwang.api.cases.records.SenderGroup;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.guidance.ReportIndicator;

/// A form that a client has sealed; nothing of it was checked yet.
record SubmitSealedInput(
    byte[] lookup,
    byte[] handCheck,
    Form form,
    Topic topic,
    List<Topic> otherTopics,
    List<ReportIndicator> indicators,
    @Nullable Boolean childInvolved,
    Urgency urgency,
    String area,
    SenderGroup senderGroup,
    String centre,
    int generation,
    byte[] binding,
    byte[] commitment,
    byte[] fingerprint,
    byte[] centreWrap,
    byte[] receiptWrap,
    SealedEntryInput entry,
    @Nullable WorkSolution proof) {

  SubmitSealedInput {
    otherTopics = List.copyOf(otherTopics);
    indicators = List.copyOf(indicators);
  }

  @Override
  public String toString() {
    return "SubmitSealedInput[redacted]";
  }
}
