package tw.shouwang.api.intake.answers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.CallAttempt;
import tw.shouwang.api.cases.desk.CaseDetails;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.PlannedCall;
import tw.shouwang.api.cases.handovers.HandoverRow;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.Form;
import tw.shouwang.api.cases.records.Reference;
import tw.shouwang.api.cases.records.SealedState;
import tw.shouwang.api.cases.records.SenderGroup;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.directory.entries.Topic;

/// A case as its centre sees it: exactly the fields of the schema, so that a new column is never
/// exposed by accident.
///
/// @param details further data, read for a whole page at once
public record StaffCase(DeskCase row, CaseDetails details) {

  UUID id() {
    return row.id();
  }

  int version() {
    return row.version();
  }

  CaseStatus status() {
    return row.status();
  }

  Form form() {
    return row.form();
  }

  /// A request for help is about the sender; a concern is about somebody else.
  boolean senderIsTheVictim() {
    return row.form() == Form.HELP;
  }

  List<String> indicators() {
    return row.indicators();
  }

  Topic topic() {
    return row.topic();
  }

  List<Topic> otherTopics() {
    return row.otherTopics().stream().map(Topic::valueOf).toList();
  }

  Urgency urgency() {
    return row.grade();
  }

  Urgency saidUrgency() {
    return row.urgency();
  }

  SenderGroup senderGroup() {
    return row.senderGroup();
  }

  @Nullable LocalDate throughServiceOn() {
    return row.throughServiceOn();
  }

  SealedState sealedState() {
    return row.sealedState();
  }

  boolean soundsLikeDanger() {
    return row.dangerHeard();
  }

  boolean dangerNow() {
    return row.isDanger();
  }

  int unreadMessages() {
    return row.unreadMessages();
  }

  @Nullable Boolean childInvolved() {
    return row.childInvolved();
  }

  LocalDate receivedOn() {
    return row.receivedOn();
  }

  Instant dueBy() {
    return row.dueAt();
  }

  @Nullable String claimedBy() {
    return row.claimedName();
  }

  String centre() {
    return row.centre();
  }

  @Nullable String category() {
    return row.triageCategory();
  }

  @Nullable String route() {
    return row.route();
  }

  @Nullable String neighbour() {
    return row.neighbour();
  }

  List<HandoverRow> handovers() {
    return details.handovers(row.id());
  }

  @Nullable String outcome() {
    return row.outcome();
  }

  @Nullable String reference() {
    String signs = row.reference();
    return signs == null ? null : Reference.shown(signs);
  }

  @Nullable Instant nextCallAt() {
    return details.plannedCall(row.id()).map(PlannedCall::callAt).orElse(null);
  }

  List<CallAttempt> callAttempts() {
    return details.attempts(row.id());
  }

  int noteCount() {
    return details.notes(row.id());
  }

  int unread() {
    return details.unread(row.id());
  }

  List<CaseDetails.Happened> timeline() {
    return details.timeline(row.id());
  }

  boolean surge() {
    return row.surge();
  }

  boolean exercise() {
    return row.exercise();
  }

  @Nullable UUID mergedInto() {
    return row.mergedInto();
  }

  @Override
  public String toString() {
    return "StaffCase";
  }
}
