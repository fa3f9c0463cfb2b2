package tw.shouwang.api.cases.desk;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.Form;
import tw.shouwang.api.cases.records.SealedState;
import tw.shouwang.api.cases.records.SenderGroup;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.directory.entries.Topic;

/// What staff know of a case without opening it: all clear columns except those that lead back to
/// the sender.
///
/// @param triageLevel the urgency by triage; null before triage
/// @param claimedBy the identity provider's name for the worker who claimed it
/// @param mergedInto the case into which this one is merged
/// @param dangerHeard whether words of the sender's sound like danger and nobody has graded it
///   since
/// @param saidSince the gravest urgency that its sender, or the sender of a case merged into it,
///   has said since a worker graded it
/// @param unreadMessages after the form, with those of the cases merged into it
/// @param mergedAt when a worker merged it into another case
/// @param transferredAt when its present centre got it from another centre
/// @param exercise whether it is an exercise and not real
/// @param receivedAt rounded down to ten minutes; only its day may be shown
/// @param throughServiceOn the day on which the service first had the sender's receipt, and with it
///   the words; null while the sender's client has sealed everything
@MappedEntity(value = "case_file", schema = "cases")
public record DeskCase(
    @Id UUID id,
    int version,
    Form form,
    Topic topic,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> otherTopics,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> indicators,
    @Nullable Boolean childInvolved,
    Urgency urgency,
    String area,
    SenderGroup senderGroup,
    String centre,
    CaseStatus status,
    @Nullable Urgency triageLevel,
    @Nullable String triageCategory,
    @Nullable String route,
    @Nullable String neighbour,
    @Nullable String outcome,
    @Nullable String claimedBy,
    @Nullable String claimedName,
    @Nullable Instant claimedAt,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> referredResources,
    @Nullable UUID mergedInto,
    @Nullable Integer duplicateTag,
    @Nullable Integer buildingTag,
    @Nullable Integer streetTag,
    @Nullable UUID family,
    boolean surge,
    SealedState sealedState,
    boolean dangerHeard,
    @Nullable Urgency saidSince,
    int unreadMessages,
    Instant receivedAt,
    Instant dueAt,
    @Nullable Instant transferredAt,
    @Nullable Instant mergedAt,
    @Nullable LocalDate openedOn,
    @Nullable String reference,
    @Nullable LocalDate throughServiceOn,
    boolean exercise) {

  /// The urgency by triage, or before triage the sender's own.
  public Urgency grade() {
    return triageLevel == null ? urgency : triageLevel;
  }

  /// Whether somebody may be hurt right now: as graded, or as the sender has said or sounded since.
  public boolean isDanger() {
    return grade() == Urgency.IMMEDIATE_DANGER
        || saidSince == Urgency.IMMEDIATE_DANGER
        || dangerHeard;
  }

  /// How urgent it is by the inbox's order.
  public Urgency standing() {
    if (isDanger()) {
      return Urgency.IMMEDIATE_DANGER;
    }
    return isUrgent() ? Urgency.URGENT : Urgency.ROUTINE;
  }

  /// Whether it should not wait.
  public boolean isUrgent() {
    return isDanger() || grade() == Urgency.URGENT || saidSince == Urgency.URGENT;
  }

  /// Whether the present centre may have got it after this instant, from its sender or another
  /// centre. Times of receipt are rounded down, so a case that came shortly before may count.
  public boolean mayHaveArrivedSince(Instant then) {
    Instant arrived = transferredAt == null ? receivedAt : transferredAt;
    return !arrived.isBefore(CoarseTime.rounded(then));
  }

  public LocalDate receivedOn() {
    return CoarseTime.dayOf(receivedAt);
  }

  /// Whether the deadline for grading and assigning it has passed and neither was done.
  public boolean isOverdue(Instant now) {
    return (status == CaseStatus.RECEIVED || status == CaseStatus.SEEN) && dueAt.isBefore(now);
  }
}
