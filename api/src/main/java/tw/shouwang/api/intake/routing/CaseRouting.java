package tw.shouwang.api.intake.routing;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.api.intake.audit.AuditAction;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.intake.routing.RoutingAnswer.RoutingDifference;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.ratelimits.RateLimit;
import tw.shouwang.api.ratelimits.SharedLimits;

/// Proposes the office for a case by the centre's routing table. A supervisor can change the table,
/// after a dry run.
@Singleton
@Requires(condition = InStaffProcess.class)
public class CaseRouting {

  private static final int MOST_RULES = 100;

  /// A dry run covers at most this many open cases.
  private static final int TRIED = 5_000;

  private final RoutingRepository tables;
  private final Offices offices;
  private final AuditTrail trail;
  private final SharedLimits limits;
  private final JsonMapper json;
  private final InstantSource clock;
  private final TransactionOperations<Connection> transactions;

  CaseRouting(
      RoutingRepository tables,
      Offices offices,
      AuditTrail trail,
      SharedLimits limits,
      JsonMapper json,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.tables = tables;
    this.offices = offices;
    this.trail = trail;
    this.limits = limits;
    this.json = json;
    this.clock = clock;
    this.transactions = transactions;
  }

  /// The proposed office of a case, with the table's version and row that decided it.
  ///
  /// @param row counted from 1
  /// @param beside the second office of a compound case, if it has one that is known
  public record ProposedRoute(
      int version,
      int row,
      String office,
      @Nullable Resource resource,
      @Nullable Resource beside) {}

  /// Empty for a case that does not exist or belongs to another centre.
  Optional<ProposedRoute> propose(StaffMember member, UUID caseId) {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    return tables.find(centre, caseId).map(found -> propose(centre, newest(centre), found));
  }

  /// The office for a case, by the newest table of the case's own centre.
  public String officeFor(DeskCase known) {
    return propose(known.centre(), newest(known.centre()), RoutedCase.of(known)).office();
  }

  /// The name under which the office of a triage is stored; empty if it is no office.
  public Optional<String> office(String named) {
    return offices.named(named);
  }

  /// The full proposal for a case of the member's centre; empty for a case that was transferred.
  ///
  /// @param table the newest, read once for a whole list
  Optional<ProposedRoute> propose(
      StaffMember member, DeskCase known, Supplier<RoutingTable> table) {
    return known.centre().equals(member.centre())
        ? Optional.of(propose(known.centre(), table.get(), RoutedCase.of(known)))
        : Optional.empty();
  }

  Optional<RoutingTable> table(StaffMember member, @Nullable Integer version) {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    if (version == null) {
      return Optional.of(newest(centre));
    }
    return version == 0
        ? Optional.of(supplied(centre))
        : tables.version(centre, version).map(this::read);
  }

  /// @param expectedVersion the version on which the change is based
  RoutingAnswer save(
      StaffMember member, int expectedVersion, List<RoutingRule> rules, boolean dryRun) {
    String centre = member.actingIn(StaffRole.SUPERVISOR);
    if (!limits.takeAsMember(RateLimit.STEPS, member.subject()).isZero()) {
      return new RoutingAnswer.TryLater();
    }
    if (rules.size() > MOST_RULES) {
      return new RoutingAnswer.TooManyRules();
    }
    if (rules.isEmpty() || !rules.getLast().isUnconditional()) {
      return new RoutingAnswer.Unsound();
    }
    List<String> unknown =
        rules.stream()
            .flatMap(rule -> rule.offices().stream())
            .filter(office -> !offices.isKnown(office))
            .toList();
    if (!unknown.isEmpty()) {
      return new RoutingAnswer.UnknownOffices(unknown);
    }
    RoutingTable before = newest(centre);
    if (before.version() != expectedVersion) {
      return new RoutingAnswer.Conflict(before.version());
    }
    Instant now = clock.instant();
    RoutingTable table = new RoutingTable(expectedVersion + 1, member.name(), now, rules);
    List<RoutingDifference> differences = differences(centre, before, table);
    if (dryRun) {
      return new RoutingAnswer.RoutingChanged(table, true, differences);
    }
    if (!limits.takeAsCentre(RateLimit.KEPT_VERSIONS, centre).isZero()) {
      return new RoutingAnswer.TryLater();
    }
    boolean saved =
        transactions.executeWrite(transaction -> {
          if (tables.add(centre, table.version(), member.name(), now, write(rules)) == 0) {
            return false;
          }
          trail.record(member.subject(), centre, AuditAction.ROUTING_SAVED, null);
          return true;
        });
    return saved
        ? new RoutingAnswer.RoutingChanged(table, false, differences)
        : new RoutingAnswer.Conflict(newest(centre).version());
  }

  private List<RoutingDifference> differences(
      String centre, RoutingTable before, RoutingTable after) {
    Map<List<String>, Integer> moved = new LinkedHashMap<>();
    for (RoutedCase each : tables.open(centre, TRIED)) {
      String from = propose(centre, before, each).office();
      String to = propose(centre, after, each).office();
      if (!from.equals(to)) {
        moved.merge(List.of(from, to), 1, Integer::sum);
      }
    }
    List<RoutingDifference> differences = new ArrayList<>();
    moved.forEach((way, cases) ->
        differences.add(new RoutingDifference(way.getFirst(), way.getLast(), cases)));
    return differences;
  }

  private ProposedRoute propose(String centre, RoutingTable table, RoutedCase routed) {
    int row = table.rowFor(routed);
    RoutingRule rule = table.rules().get(row);
    String office = rule.office();
    Optional<Resource> resource = offices.of(office, routed.area(), centre);
    return new ProposedRoute(
        table.version(),
        row + 1,
        resource.map(Resource::key).orElse(office),
        resource.orElse(null),
        Optional.ofNullable(rule.beside())
            .flatMap(beside -> offices.of(beside, routed.area(), centre))
            .orElse(null));
  }

  private RoutingTable newest(String centre) {
    return tables.newest(centre).map(this::read).orElseGet(() -> supplied(centre));
  }

  private RoutingTable supplied(String centre) {
    return new RoutingTable(
        0, null, null, DefaultRouting.of(centre, offices.protectionOf(centre), offices::isKnown));
  }

  private RoutingTable read(RoutingRow row) {
    try {
      List<RoutingRule> rules =
          Objects.requireNonNull(json.readValue(row.rules(), Argument.listOf(RoutingRule.class)));
      return new RoutingTable(row.version(), row.savedBy(), row.savedAt(), rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String write(List<RoutingRule> rules) {
    try {
      return json.writeValueAsString(rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
