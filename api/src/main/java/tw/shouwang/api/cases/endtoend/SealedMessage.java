package tw.shouwang.api.cases.endtoend;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.admission.WorkShown;
import tw.shouwang.api.cases.admission.WorkSolution;
import tw.shouwang.api.cases.envelope.Direction;
import tw.shouwang.api.cases.envelope.Tokens;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.EntryRepository;
import tw.shouwang.api.cases.records.EntryRow;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sender.Conversation;
import tw.shouwang.api.cases.submissions.SealedSubmission;

/// A message that a client has sealed, on its way into its case.
record SealedMessage(
    Tokens tokens,
    SealedSubmission.ClientEntry sealed,
    @Nullable Urgency urgency,
    @Nullable WorkSolution proof,
    EntryRepository entries)
    implements Conversation.NewMessage {

  @Override
  public byte[] tag() {
    return sealed.tag();
  }

  @Override
  public byte[] fingerprint() {
    return sealed.fingerprint();
  }

  @Override
  public WorkShown work(byte[] hash) {
    return sealed.work(tokens, hash, proof);
  }

  @Override
  public boolean isTaken() {
    return entries.existsById(sealed.id());
  }

  @Override
  public EntryRow entry(CaseRow row, int position, Instant now) {
    return new EntryRow(
        sealed.id(),
        row.id(),
        Direction.FROM_SENDER,
        position,
        sealed.tag(),
        sealed.fingerprint(),
        sealed.bytes(),
        now,
        true,
        urgency);
  }

  @Override
  public String toString() {
    return "SealedMessage[redacted]";
  }
}
