package tw.shouwang.api.intake.handover;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.desk.CaseReading;
import tw.shouwang.api.cases.desk.OpenedCase;
import tw.shouwang.api.intake.audit.AuditAction;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.intake.webhooks.WebhookContent;
import tw.shouwang.api.process.InStaffProcess;

/// The content for a neighbour system to which a case was handed over: the same as an export of one
/// case. Each reading for this is in the audit trail.
@Singleton
@Requires(condition = InStaffProcess.class)
class NeighbourContent implements WebhookContent {

  private static final String OUTBOX = "(outbox)";

  private final ExportRepository exports;
  private final CaseReading reading;
  private final AuditTrail trail;

  NeighbourContent(ExportRepository exports, CaseReading reading, AuditTrail trail) {
    this.exports = exports;
    this.reading = reading;
    this.trail = trail;
  }

  @Override
  public Optional<Map<String, Object>> of(UUID caseId, String centre) {
    Optional<ExportedCase> exported = exports.one(centre, caseId);
    Optional<List<OpenedCase.OpenedEntry>> words =
        reading.forHandOver(caseId, centre).map(OpenedCase::entries);
    if (exported.isEmpty() || words.isEmpty()) {
      return Optional.empty();
    }
    trail.record(OUTBOX, centre, AuditAction.HANDED_OVER, caseId);
    Map<String, Object> told = new HashMap<>();
    JsonExport.fields(exported.get(), words.get())
        .forEach((name, value) -> {
          if (value != null) {
            told.put(name, value);
          }
        });
    return Optional.of(told);
  }
}
