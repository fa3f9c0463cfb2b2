package tw.shouwang.api.intake.handover;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.handovers.HandoverReason;
import tw.shouwang.api.cases.handovers.HandoverReport;
import tw.shouwang.api.cases.handovers.HandoverState;
import tw.shouwang.api.cases.handovers.Handovers;
import tw.shouwang.api.intake.alerts.Alerts;
import tw.shouwang.api.intake.audit.AuditAction;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.intake.webhooks.NeighbourCalls;
import tw.shouwang.api.intake.webhooks.WebhookEvent;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.Hashes;

/// What neighbour systems report of cases that were handed over to them. A report is one
/// transaction: its number, the hand-over's state, what the sender hears, the alert and the audit
/// line.
@Singleton
@Requires(condition = InStaffProcess.class)
class NeighbourReports {

  static final String TYPE = "handover.reported";

  private final NeighbourCalls calls;
  private final NeighbourReportRepository numbers;
  private final Handovers handovers;
  private final HandoverCourse course;
  private final Alerts alerts;
  private final AuditTrail trail;
  private final JsonMapper json;
  private final InstantSource clock;
  private final TransactionOperations<Connection> transactions;

  NeighbourReports(
      NeighbourCalls calls,
      NeighbourReportRepository numbers,
      Handovers handovers,
      HandoverCourse course,
      Alerts alerts,
      AuditTrail trail,
      JsonMapper json,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.calls = calls;
    this.numbers = numbers;
    this.handovers = handovers;
    this.course = course;
    this.alerts = alerts;
    this.trail = trail;
    this.json = json;
    this.clock = clock;
    this.transactions = transactions;
  }

  /// The body of a report.
  @Serdeable
  record Body(@Nullable String type, @Nullable Data data) {

    /// @param handover the id that came with the case
    @Serdeable
    record Data(@Nullable String handover, @Nullable String state, @Nullable String reason) {}
  }

  /// The answer to a report.
  sealed interface Answer {

    /// @param changed false where it was known already, so that a retry changes nothing
    @Serdeable
    @Introspected
    record Recorded(String handover, HandoverState state, boolean changed) implements Answer {}

    /// The report is not signed by a neighbour, or its time is too old or too new.
    record NotGenuine() implements Answer {}

    /// @param field which part of the body
    record Invalid(String field) implements Answer {}

    /// There is no such hand-over to this neighbour.
    record Unknown() implements Answer {}

    record WrongState(HandoverState state) implements Answer {}

    /// The number was used for another report.
    record NumberUsed() implements Answer {}
  }

  Answer report(NeighbourCalls.Call call) {
    if (!calls.isGenuine(call)) {
      return new Answer.NotGenuine();
    }
    Body.Data data = data(call.body());
    if (data == null) {
      return new Answer.Invalid("type");
    }
    Optional<HandoverState> state =
        named(HandoverState.values(), data.state()).filter(HandoverState::isReport);
    if (state.isEmpty()) {
      return new Answer.Invalid("state");
    }
    Optional<HandoverReason> reason = named(HandoverReason.values(), data.reason());
    if (data.reason() != null && reason.isEmpty()) {
      return new Answer.Invalid("reason");
    }
    Optional<UUID> id = id(data.handover());
    if (id.isEmpty()) {
      return new Answer.Unknown();
    }
    return record(
        call, new HandoverReport(id.get(), state.get(), reason.orElse(null), call.receiver()));
  }

  private Answer record(NeighbourCalls.Call call, HandoverReport report) {
    String number = Objects.requireNonNull(call.number());
    byte[] hash = Hashes.sha256(call.body());
    return transactions.executeWrite(transaction -> {
      boolean isNew = numbers.use(call.receiver(), number, hash, clock.instant()) > 0;
      if (!isNew) {
        return repeated(call.receiver(), number, hash, report.handover());
      }
      Answer answer = answer(handovers.reportedBy(call.receiver(), report), report);
      if (!(answer instanceof Answer.Recorded)) {
        // A report that was refused has not used its number.
        transaction.setRollbackOnly();
      }
      return answer;
    });
  }

  private Answer repeated(String receiver, String number, byte[] hash, UUID handover) {
    boolean same =
        numbers
            .find(receiver, number)
            .filter(known -> MessageDigest.isEqual(known.bodyHash(), hash))
            .isPresent();
    if (!same) {
      return new Answer.NumberUsed();
    }
    return handovers
        .find(handover)
        .<Answer>map(row -> new Answer.Recorded(row.id().toString(), row.state(), false))
        .orElseGet(Answer.Unknown::new);
  }

  private Answer answer(HandoverReport.Recording outcome, HandoverReport report) {
    return switch (outcome) {
      case HandoverReport.Recording.Recorded(var row, var centre, var before, var changed) -> {
        if (changed) {
          course.changed(row, before, centre);
          if (row.state().isBackAtCentre()) {
            alerts.tell(WebhookEvent.HANDOVER_CAME_BACK, centre);
          }
          trail.record(report.saidBy(), centre, AuditAction.HANDOVER_REPORTED, row.caseId());
        }
        yield new Answer.Recorded(row.id().toString(), row.state(), changed);
      }
      case HandoverReport.Recording.Unknown() -> new Answer.Unknown();
      case HandoverReport.Recording.WrongState(var state) -> new Answer.WrongState(state);
      case HandoverReport.Recording.ReasonNeeded() -> new Answer.Invalid("reason");
    };
  }

  private Body.@Nullable Data data(byte[] body) {
    try {
      Body read = json.readValue(body, Body.class);
      return read != null && TYPE.equals(read.type()) ? read.data() : null;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static Optional<UUID> id(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static <E extends Enum<E>> Optional<E> named(E[] all, @Nullable String name) {
    return Arrays.stream(all).filter(each -> each.name().equals(name)).findFirst();
  }
}
