package tw.shouwang.api.intake.handover;

import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.CaseReading;
import tw.shouwang.api.cases.desk.OpenedCase;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.intake.audit.AuditAction;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.ratelimits.RateLimit;
import tw.shouwang.api.ratelimits.SharedLimits;
import tw.shouwang.foundation.Ids;
import tw.shouwang.foundation.TaiwanTime;

/// Exports cases of a member's own centre: one case with its words, or a range without words.
///
/// The request and the download are both in the audit trail. For some minutes after the request,
/// only the member who made it can download the export, with their login. The export's content is
/// not stored meanwhile.
@Singleton
@Requires(condition = InStaffProcess.class)
class CaseExports {

  private static final Duration HOLDS_FOR = Duration.ofMinutes(10);
  private static final int MOST_DAYS = 366;

  /// Each download holds a page of cases in memory and, while it reads the next page, a connection
  /// of the pool.
  static final int MOST_RANGES_AT_ONCE = 4;

  private final ExportRepository exports;
  private final CaseReading reading;
  private final AuditTrail trail;
  private final JsonMapper json;
  private final InstantSource clock;
  private final TransactionOperations<Connection> transactions;
  private final SharedLimits limits;
  private final Semaphore ranges = new Semaphore(MOST_RANGES_AT_ONCE);

  CaseExports(
      ExportRepository exports,
      CaseReading reading,
      AuditTrail trail,
      JsonMapper json,
      InstantSource clock,
      TransactionOperations<Connection> transactions,
      SharedLimits limits) {
    this.exports = exports;
    this.reading = reading;
    this.trail = trail;
    this.json = json;
    this.clock = clock;
    this.transactions = transactions;
    this.limits = limits;
  }

  /// The result of a download.
  sealed interface Fetched {

    /// A stream, which must be read and closed.
    record Download(ExportFormat format, InputStream content) implements Fetched {}

    /// The export expired, or the member did not request it; both get the same answer.
    record Unknown() implements Fetched {}

    /// This node already streams as many ranges as it can.
    record Busy() implements Fetched {}
  }

  ExportAnswer export(StaffMember member, ExportCasesInput input) {
    String id = input.id();
    LocalDate from = input.from();
    LocalDate to = input.to();
    if (id != null && from == null && to == null) {
      member.require(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
      return Ids.parse(id)
          .map(known -> ofCase(member, known, input.format()))
          .orElse(new ExportAnswer.UnknownCase());
    }
    member.require(StaffRole.SUPERVISOR);
    return id == null && from != null && to != null
        ? ofRange(member, from, to, input.format())
        : new ExportAnswer.NoRange();
  }

  ExportAnswer ofCase(StaffMember member, UUID id, ExportFormat format) {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    Optional<ExportedCase> found = exports.one(centre, id);
    if (found.isEmpty()) {
      return new ExportAnswer.UnknownCase();
    }
    if (found.get().status() == CaseStatus.RECEIVED) {
      return new ExportAnswer.NotSeen();
    }
    if (!limits.takeAsMember(RateLimit.OPENINGS, member.subject()).isZero()) {
      return new ExportAnswer.TooMany();
    }
    if (reading.forHandOver(id, centre).isEmpty()) {
      return new ExportAnswer.Unreadable();
    }
    return ready(member, centre, id, null, null, format);
  }

  ExportAnswer ofRange(StaffMember member, LocalDate from, LocalDate to, ExportFormat format) {
    String centre = member.actingIn(StaffRole.SUPERVISOR);
    long days = ChronoUnit.DAYS.between(from, to) + 1;
    if (days < 1) {
      return new ExportAnswer.NoRange();
    }
    if (days > MOST_DAYS) {
      return new ExportAnswer.TooLong();
    }
    if (!limits.takeAsCentre(RateLimit.RANGE_EXPORTS, centre).isZero()) {
      return new ExportAnswer.TooMany();
    }
    return ready(member, centre, null, from, to, format);
  }

  Fetched fetch(StaffMember member, UUID exportId) throws IOException {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    Optional<ExportRow> found =
        exports
            .findById(exportId)
            .filter(row -> row.worker().equals(member.subject()))
            .filter(row -> row.centre().equals(centre))
            .filter(row -> row.caseId() != null || member.is(StaffRole.SUPERVISOR))
            .filter(row -> clock.instant().isBefore(row.expiresAt()));
    if (found.isEmpty()) {
      return new Fetched.Unknown();
    }
    ExportRow row = found.get();
    UUID caseId = row.caseId();
    ExportWriter writer = writer(row.format(), caseId != null);
    if (caseId == null && !ranges.tryAcquire()) {
      return new Fetched.Busy();
    }
    Optional<InputStream> content =
        caseId == null ? Optional.of(range(row, writer)) : one(row.centre(), caseId, writer);
    if (content.isEmpty()) {
      return new Fetched.Unknown();
    }
    try {
      transactions.executeWrite(transaction -> {
        if (caseId != null) {
          exports.setExported(caseId, TaiwanTime.today(clock));
        }
        trail.record(member.subject(), centre, AuditAction.DOWNLOADED, caseId);
        return null;
      });
    } catch (RuntimeException e) {
      content.get().close();
      throw e;
    }
    return new Fetched.Download(row.format(), content.get());
  }

  private ExportAnswer ready(
      StaffMember member,
      String centre,
      @Nullable UUID caseId,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      ExportFormat format) {
    Instant expiresAt = clock.instant().plus(HOLDS_FOR).truncatedTo(ChronoUnit.SECONDS);
    ExportRow row =
        new ExportRow(
            UUID.randomUUID(), member.subject(), centre, caseId, from, to, format, expiresAt);
    transactions.executeWrite(transaction -> {
      exports.save(row);
      trail.record(member.subject(), centre, AuditAction.EXPORTED, caseId);
      return row;
    });
    return new ExportAnswer.ExportReady("/staff/exports/" + row.id(), expiresAt, format);
  }

  private InputStream range(ExportRow row, ExportWriter writer) {
    LocalDate from = Objects.requireNonNull(row.fromDay());
    LocalDate to = Objects.requireNonNull(row.toDay());
    return new ExportStream(
        new CasePieces(exports, writer, row.centre(), start(from), start(to.plusDays(1))),
        ranges::release);
  }

  private Optional<InputStream> one(String centre, UUID caseId, ExportWriter writer)
      throws IOException {
    Optional<ExportedCase> exported = exports.one(centre, caseId);
    Optional<List<OpenedCase.OpenedEntry>> words =
        reading.forHandOver(caseId, centre).map(OpenedCase::entries);
    if (exported.isEmpty() || words.isEmpty()) {
      return Optional.empty();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(writer.head());
    bytes.write(writer.write(exported.get(), words.get(), true));
    bytes.write(writer.foot());
    return Optional.of(new ByteArrayInputStream(bytes.toByteArray()));
  }

  private ExportWriter writer(ExportFormat format, boolean withWords) {
    return switch (format) {
      case JSON -> new JsonExport(json);
      case CSV -> new CsvWriter(withWords);
      case FHIR -> new FhirWriter();
    };
  }

  private static Instant start(LocalDate day) {
    return TaiwanTime.startOf(day);
  }
}
