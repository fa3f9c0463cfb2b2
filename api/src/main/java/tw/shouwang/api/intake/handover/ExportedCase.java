package tw.shouwang.api.intake.handover;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.Urgency;

/// The columns of a case that may be exported without opening it. Times are days, so that the
/// receiver learns nothing finer. Lists are separated by commas.
@Introspected
record ExportedCase(
    UUID id,
    String form,
    String topic,
    String otherTopics,
    String indicators,
    @Nullable Boolean childInvolved,
    Urgency urgency,
    String area,
    String senderGroup,
    String centre,
    CaseStatus status,
    @Nullable String triageLevel,
    @Nullable String triageCategory,
    @Nullable String route,
    @Nullable String outcome,
    String referredResources,
    Instant receivedAt,
    LocalDate receivedOn,
    @Nullable LocalDate seenOn,
    @Nullable LocalDate triagedOn,
    @Nullable LocalDate referredOn,
    @Nullable LocalDate transferredOn,
    @Nullable LocalDate closedOn,
    @Nullable String neighbour,
    @Nullable UUID mergedInto,
    @Nullable String claimedName,
    LocalDate dueOn,
    @Nullable LocalDate withdrawnOn,
    boolean exercise) {

  /// The urgency by triage, or before triage the sender's own.
  Urgency grade() {
    return triageLevel == null ? urgency : Urgency.valueOf(triageLevel);
  }

  static List<String> listed(String commas) {
    return Arrays.stream(commas.split(",", -1)).filter(each -> !each.isEmpty()).toList();
  }

  /// Every field by its name, in the order of the columns.
  Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", id.toString());
    fields.put("form", form);
    fields.put("topic", topic);
    fields.put("otherTopics", listed(otherTopics));
    fields.put("indicators", listed(indicators));
    fields.put("childInvolved", childInvolved);
    fields.put("urgency", urgency.name());
    fields.put("area", area);
    fields.put("senderGroup", senderGroup);
    fields.put("centre", centre);
    fields.put("status", status.name());
    fields.put("triageLevel", triageLevel);
    fields.put("triageCategory", triageCategory);
    fields.put("route", route);
    fields.put("outcome", outcome);
    fields.put("referredTo", listed(referredResources));
    fields.put("receivedOn", receivedOn.toString());
    fields.put("seenOn", text(seenOn));
    fields.put("triagedOn", text(triagedOn));
    fields.put("referredOn", text(referredOn));
    fields.put("transferredOn", text(transferredOn));
    fields.put("closedOn", text(closedOn));
    fields.put("neighbour", neighbour);
    fields.put("mergedInto", mergedInto == null ? null : mergedInto.toString());
    fields.put("claimedBy", claimedName);
    fields.put("dueBy", dueOn.toString());
    fields.put("withdrawnOn", text(withdrawnOn));
    fields.put("exercise", exercise);
    return fields;
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }
}
