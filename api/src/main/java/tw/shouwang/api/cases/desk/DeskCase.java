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
import tw.shouwang.api.cases.records.SenderGroup;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.directory.entries.Topic;

/// A case as staff know it without opening it: everything in clear but what leads back to a sender.
///
/// @param triageLevel how urgent it was graded, where it was
/// @param claimedBy the identity provider's name for the worker who has taken it
/// @param mergedInto the case that goes on in its place
/// @param transferredAt when its present centre got it from another one
/// @param receivedAt rounded down to ten minutes; only its day is to be shown
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
    boolean surge,
    Instant receivedAt,
    Instant dueAt,
    @Nullable Instant transferredAt,
    @Nullable LocalDate openedOn) {

  /// As it was graded, before that as the sender said.
  public Urgency grade() {
    return triageLevel == null ? urgency : triageLevel;
  }

  /// Whether it may have come to its present centre, from its sender or another centre, since then.
  /// Times of receipt are rounded down, so a case that came just before may count.
  public boolean mayHaveArrivedSince(Instant then) {
    Instant arrived = transferredAt == null ? receivedAt : transferredAt;
    return !arrived.isBefore(CoarseTime.rounded(then));
  }

  public LocalDate receivedOn() {
    return CoarseTime.dayOf(receivedAt);
  }

  /// Whether the time to grade and assign it is over and nobody has.
  public boolean isOverdue(Instant now) {
    return (status == CaseStatus.RECEIVED || status == CaseStatus.SEEN) && dueAt.isBefore(now);
  }
}
