package tw.shouwang.api.intake.clocks;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.desk.Arrival;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.Finding;
import tw.shouwang.api.cases.desk.FirstLook;
import tw.shouwang.api.cases.notes.NoteLook;
import tw.shouwang.api.cases.records.Happening;
import tw.shouwang.api.cases.records.SealedState;
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

  /// What was found and is not written yet, with the ten minutes in which it was.
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

  /// One that cannot be looked at keeps none behind it waiting; only an outage of storage does.
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
    findings.forEach(finding -> unlessItFails(() -> found(finding)));
  }

  private void unlessItFails(Runnable write) {
    try {
      write.run();
    } catch (RuntimeException e) {
      if (StorageOutage.isCauseOf(e)) {
        throw e;
      }
      alarm.warn("what was found is written in a moment: {}", e.getClass().getSimpleName());
    }
  }

  private void found(Finding finding) {
    waiting.put(finding.entryId(), new Found(finding, tenMinutes(clock.instant())));
    if (finding.danger() && look.write(finding, this::dangerHeard)) {
      waiting.remove(finding.entryId());
    }
  }

  private void dangerHeard(DeskCase known) {
    course.happened(Happening.DANGER_HEARD, known, known);
    trail.record(MACHINE, known.centre(), AuditAction.LOOKED_AT, known.id());
  }

  /// Writes in the order of the ids, not of the arrival. What somebody holds is tried again. The
  /// trail has one line for all that was written together. While much is written, new arrivals are
  /// looked at in between.
  private void writeDue() {
    long now = tenMinutes(clock.instant());
    List<Finding> alone = new ArrayList<>();
    List<Finding> together = new ArrayList<>();
    for (Found found : waiting.values()) {
      Finding finding = found.finding();
      if (finding.danger() || found.tenMinutes() < now) {
        boolean further = finding.danger() || finding.state() == SealedState.WRAP_UNREADABLE;
        (further ? alone : together).add(finding);
      }
    }
    alone.sort(Comparator.comparing(Finding::entryId));
    together.sort(Comparator.comparing(Finding::entryId));
    Set<String> centres = new TreeSet<>();
    int written = 0;
    for (Finding finding : alone) {
      unlessItFails(() -> write(finding, centres));
      written++;
      if (written % WRITTEN_AT_A_TIME == 0) {
        lookAtNew();
      }
    }
    for (int i = 0; i < together.size(); i += WRITTEN_AT_A_TIME) {
      writeTogether(together.subList(i, Math.min(together.size(), i + WRITTEN_AT_A_TIME)), centres);
      if (i % (10 * WRITTEN_AT_A_TIME) == 0) {
        lookAtNew();
      }
    }
    centres.forEach(centre -> trail.record(MACHINE, centre, AuditAction.LOOKED_AT, null));
  }

  private void writeTogether(List<Finding> findings, Set<String> centres) {
    try {
      look.writeTogether(findings, centres::add).forEach(waiting::remove);
    } catch (RuntimeException e) {
      if (StorageOutage.isCauseOf(e)) {
        throw e;
      }
      findings.forEach(finding -> unlessItFails(() -> write(finding, centres)));
    }
  }

  private void write(Finding finding, Set<String> centres) {
    Consumer<DeskCase> written =
        finding.danger() ? this::dangerHeard : known -> centres.add(known.centre());
    if (look.write(finding, written)) {
      waiting.remove(finding.entryId());
    }
  }

  private static long tenMinutes(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), TEN_MINUTES);
  }
}
