package tw.shouwang.api.intake.clocks;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.desk.Arrival;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.Finding;
import tw.shouwang.api.cases.desk.FirstLook;
import tw.shouwang.api.cases.notes.NoteLook;
import tw.shouwang.api.cases.records.Happening;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.intake.answers.StorageOutage;
import tw.shouwang.api.intake.audit.AuditAction;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.Alarm;

/// Looks at everything that arrives within seconds, on every staff node. What sounds like danger is
/// written and told at once; what was found of everything else is kept in memory and written at the
/// next full ten minutes, so that no row tells when somebody wrote. A node that dies has lost
/// nothing: another looks again.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
class FirstLookJob {

  private static final Logger LOG = LoggerFactory.getLogger(FirstLookJob.class);

  private static final int PAGE = 1_000;

  /// How many arrivals are read together: at most 3 MB of sealed bytes.
  private static final int TOGETHER = 100;

  private static final int WRITTEN_AT_A_TIME = 200;

  /// Findings that must be told at once come first, however many others wait.
  static final Comparator<Finding> IN_TURN =
      Comparator.comparing(Finding::cannotWait).reversed().thenComparing(Finding::entryId);

  /// The actor in the audit trail.
  private static final String MACHINE = "(first look)";

  private static final long TEN_MINUTES = 600;
  private static final UUID FIRST = new UUID(0, 0);

  private final FirstLook look;
  private final NoteLook notes;
  private final CaseCourse course;
  private final Directory directory;
  private final AuditTrail trail;
  private final InstantSource clock;
  private final Alarm alarm;

  /// The findings that are not written yet, with the ten minutes in which each was found.
  private final Map<UUID, Found> waiting = new HashMap<>();

  private final ReentrantLock lock = new ReentrantLock();

  FirstLookJob(
      FirstLook look,
      NoteLook notes,
      CaseCourse course,
      Directory directory,
      AuditTrail trail,
      InstantSource clock) {
    this.look = look;
    this.notes = notes;
    this.course = course;
    this.directory = directory;
    this.trail = trail;
    this.clock = clock;
    this.alarm = new Alarm(LOG, clock);
  }

  private record Found(Finding finding, long tenMinutes) {}

  @Scheduled(initialDelay = "4s", fixedDelay = "3s")
  void run() {
    try {
      look();
    } catch (RuntimeException e) {
      alarm.warn("arrivals are looked at again in a moment: {}", e.getClass().getSimpleName());
    }
  }

  void look() {
    lock.lock();
    try {
      lookAtNew();
      writeDue();
      notes.look().forEach(centre -> trail.record(MACHINE, centre, AuditAction.LOOKED_AT, null));
    } finally {
      lock.unlock();
    }
  }

  private void lookAtNew() {
    UUID after = FIRST;
    List<Arrival> page;
    do {
      page = look.arrived(after, PAGE);
      List<Arrival> fresh =
          page.stream().filter(arrival -> !waiting.containsKey(arrival.id())).toList();
      for (int i = 0; i < fresh.size(); i += TOGETHER) {
        lookAt(fresh.subList(i, Math.min(fresh.size(), i + TOGETHER)));
      }
      if (!page.isEmpty()) {
        after = page.getLast().id();
      }
    } while (page.size() == PAGE);
  }

  /// A failing arrival does not delay the others; only an outage of storage ends the run.
  private void lookAt(List<Arrival> arrivals) {
    List<Finding> findings;
    try {
      findings = look.look(arrivals, directory::soundsLikeDanger);
    } catch (RuntimeException e) {
      if (StorageOutage.isCauseOf(e)) {
        throw e;
      }
      if (arrivals.size() > 1) {
        arrivals.forEach(each -> lookAt(List.of(each)));
      } else {
        alarm.warn("one arrival is looked at again in a moment: {}", e.getClass().getSimpleName());
      }
      return;
    }
    long now = tenMinutes(clock.instant());
    findings.forEach(finding -> waiting.put(finding.entryId(), new Found(finding, now)));
    write(findings.stream().filter(Finding::cannotWait).toList(), centre -> {});
  }

  private void dangerHeard(List<DeskCase> known) {
    course.dangerHeard(known);
    known.stream()
        .collect(
            Collectors.groupingBy(
                DeskCase::centre,
                TreeMap::new,
                Collectors.mapping(DeskCase::id, Collectors.toList())))
        .forEach((centre, ids) -> trail.recordEach(MACHINE, centre, AuditAction.LOOKED_AT, ids));
  }

  private void foundReal(List<DeskCase> known) {
    for (DeskCase each : known) {
      course.happened(Happening.TAKEN_AS_REAL, each, each);
      trail.record(MACHINE, each.centre(), AuditAction.TAKEN_AS_REAL, each.id());
    }
  }

  /// Writes danger first, and the rest in the order of the ids, not of the arrival. Findings of a
  /// case that somebody has locked are tried again. The trail of each centre has one line for a
  /// run. While many findings are written, new arrivals are looked at in between.
  private void writeDue() {
    long now = tenMinutes(clock.instant());
    List<Finding> due =
        waiting.values().stream()
            .filter(found -> found.finding().cannotWait() || found.tenMinutes() < now)
            .map(Found::finding)
            .sorted(IN_TURN)
            .toList();
    Set<String> centres = new TreeSet<>();
    for (int i = 0; i < due.size(); i += WRITTEN_AT_A_TIME) {
      write(due.subList(i, Math.min(due.size(), i + WRITTEN_AT_A_TIME)), centres::add);
      if (i % (10 * WRITTEN_AT_A_TIME) == 0) {
        lookAtNew();
      }
    }
    centres.forEach(centre -> trail.record(MACHINE, centre, AuditAction.LOOKED_AT, null));
  }

  /// Each centre's findings are one transaction, so that no centre waits for another's trail. If
  /// they cannot be written together, each is tried alone.
  private void write(List<Finding> findings, Consumer<String> centres) {
    findings.stream()
        .collect(Collectors.groupingBy(Finding::centre, TreeMap::new, Collectors.toList()))
        .values()
        .forEach(each -> writeTogether(each, centres));
  }

  private void writeTogether(List<Finding> findings, Consumer<String> centres) {
    try {
      look.write(findings, this::dangerHeard, this::foundReal, centres).forEach(waiting::remove);
    } catch (RuntimeException e) {
      if (StorageOutage.isCauseOf(e)) {
        throw e;
      }
      if (findings.size() > 1) {
        findings.forEach(each -> writeTogether(List.of(each), centres));
      } else {
        alarm.warn("what was found is written in a moment: {}", e.getClass().getSimpleName());
      }
    }
  }

  private static long tenMinutes(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), TEN_MINUTES);
  }
}
