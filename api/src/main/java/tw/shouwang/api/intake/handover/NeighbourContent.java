package tw.shouwang.api.intake.handover;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tw.shouwang.api.cases.desk.CaseReading;
import tw.shouwang.api.cases.desk.NeighbourReading;
import tw.shouwang.api.cases.desk.OpenedCase;
import tw.shouwang.api.cases.handovers.HandoverRow;
import tw.shouwang.api.cases.handovers.Handovers;
import tw.shouwang.api.intake.alerts.Alerts;
import tw.shouwang.api.intake.audit.AuditAction;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.intake.webhooks.HandoverMessage;
import tw.shouwang.api.intake.webhooks.WebhookContent;
import tw.shouwang.api.intake.webhooks.WebhookEvent;
import tw.shouwang.api.process.InStaffProcess;

/// The content for a neighbour system to which a case was handed over: the same as an export of one
/// case; later only what its sender wrote since; after a withdrawal only that. Each reading for
/// this is in the audit trail.
@Singleton
@Requires(condition = InStaffProcess.class)
class NeighbourContent implements WebhookContent {

  private static final String OUTBOX = "(outbox)";

  private final ExportRepository exports;
  private final CaseReading reading;
  private final Handovers handovers;
  private final Alerts alerts;
  private final AuditTrail trail;

  NeighbourContent(
      ExportRepository exports,
      CaseReading reading,
      Handovers handovers,
      Alerts alerts,
      AuditTrail trail) {
    this.exports = exports;
    this.reading = reading;
    this.handovers = handovers;
    this.alerts = alerts;
    this.trail = trail;
  }

  @Override
  public Reading of(HandoverMessage message) {
    Optional<HandoverRow> known =
        handovers.find(message.handover()).filter(row -> message.receiver().equals(row.receiver()));
    if (known.isEmpty()) {
      return new Reading.Nothing();
    }
    HandoverRow handover = known.get();
    if (message.event() == WebhookEvent.CASE_WITHDRAWN) {
      return withdrawal(handover);
    }
    if (message.event() == WebhookEvent.CASE_HANDED_OVER && !handover.state().isOnItsWay()) {
      return new Reading.Nothing();
    }
    return switch (reading.forNeighbour(handover.caseId())) {
      case NeighbourReading.Erased() -> {
        handovers.ended(handover.id());
        yield new Reading.Nothing();
      }
      case NeighbourReading.Unreadable() -> new Reading.NotNow();
      case NeighbourReading.Read(OpenedCase opened) -> words(message, handover, opened);
    };
  }

  private Reading words(HandoverMessage message, HandoverRow handover, OpenedCase opened) {
    Optional<ExportedCase> exported = exports.any(handover.caseId());
    if (exported.isEmpty() || exported.get().exercise()) {
      return new Reading.Nothing();
    }
    List<OpenedCase.OpenedEntry> all = opened.entries();
    int until = Math.min(message.until(), all.size());
    int from = Math.min(message.from(), until);
    trail.record(OUTBOX, handover.centre(), AuditAction.HANDED_OVER, handover.caseId());
    return told(handover, JsonExport.fields(exported.get(), all.subList(from, until)));
  }

  private Reading withdrawal(HandoverRow handover) {
    trail.record(OUTBOX, handover.centre(), AuditAction.WITHDRAWAL_TOLD, handover.caseId());
    return told(handover, Map.of("id", handover.caseId().toString(), "withdrawn", true));
  }

  private static Reading told(HandoverRow handover, Map<String, ?> fields) {
    Map<String, Object> told = new HashMap<>();
    fields.forEach((name, value) -> {
      if (value != null) {
        told.put(name, value);
      }
    });
    told.put("handover", handover.id().toString());
    told.put("handedOverBy", handover.centre());
    return new Reading.Told(told);
  }

  @Override
  public void arrived(HandoverMessage message) {
    if (message.event() == WebhookEvent.CASE_HANDED_OVER) {
      handovers.arrived(message.handover());
    }
  }

  @Override
  public void refused(HandoverMessage message) {
    if (message.event() == WebhookEvent.CASE_HANDED_OVER && handovers.refused(message.handover())) {
      handovers
          .find(message.handover())
          .ifPresent(row -> alerts.tell(WebhookEvent.HANDOVER_REFUSED, row.centre()));
    }
  }
}
