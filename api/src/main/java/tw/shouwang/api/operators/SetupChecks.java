package tw.shouwang.api.operators;

import io.micronaut.context.BeanContext;
import io.micronaut.context.env.Environment;
import io.micronaut.inject.BeanDefinition;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.ReadAtStart;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;
import tw.shouwang.api.process.StartRefused;

/// Asks every [SetupCheck] of this process.
@Singleton
public class SetupChecks {

  private static final Logger LOG = LoggerFactory.getLogger(SetupChecks.class);

  private static final int READS = 4;

  private final BeanContext parts;
  private final boolean production;

  SetupChecks(BeanContext parts, Environment environment) {
    this.parts = parts;
    this.production = environment.getActiveNames().contains(Environments.PROD);
  }

  /// Checks the settings before any part of the service is made: variables that are no setting, and
  /// values that the framework would silently replace by the default.
  ///
  /// @throws StartRefused in `prod`; elsewhere there is a warning
  public static void ofSettings(Environment settings) {
    List<SetupFinding> mistaken = SettingsCheck.mistaken(settings);
    if (mistaken.isEmpty()) {
      return;
    }
    String sentences =
        mistaken.stream().map(SetupFinding::sentence).collect(Collectors.joining(" "));
    if (settings.getActiveNames().contains(Environments.PROD)) {
      throw new StartRefused(sentences);
    }
    LOG.warn("{}", sentences);
  }

  /// Runs the checks that need no other machine, before anything is done or served. In `prod` weak
  /// and due findings are logged; elsewhere only those that would stop a start in `prod`.
  ///
  /// @throws StartRefused in `prod`, with all that is missing or wrong
  void atStart() {
    List<SetupFinding> findings = look(SetupCheck::atStart, false, Level.WEAK);
    String stops =
        findings.stream()
            .filter(finding -> finding.level().stops())
            .map(SetupFinding::sentence)
            .distinct()
            .collect(Collectors.joining(" "));
    if (production && !stops.isEmpty()) {
      throw new StartRefused(stops);
    }
    findings.stream()
        .filter(finding -> finding.level().stops() || (production && finding.level() != Level.OK))
        .forEach(finding -> LOG.warn("{}: {}", finding.topic(), finding.sentence()));
  }

  /// Runs all checks, each by itself, so that a failing one hides no findings of the others.
  ///
  /// @param trying whether others may notice it, see [SetupCheck#tryOut]
  List<SetupFinding> all(boolean trying) {
    List<SetupFinding> findings = new ArrayList<>();
    for (BeanDefinition<ReadAtStart> each : parts.getBeanDefinitions(ReadAtStart.class)) {
      if (!isRead(each)) {
        findings.add(
            new SetupFinding(
                Level.WEAK,
                "directory",
                "The directory could not be read from the database; centres and calendar are"
                    + " looked at as this node last knew them."));
      }
    }
    findings.addAll(look(_ -> true, trying, Level.WRONG));
    return findings;
  }

  /// Tries again: on a busy machine the first connection may take longer than one waits for it.
  private boolean isRead(BeanDefinition<ReadAtStart> what) {
    for (int tries = 0; tries < READS; tries++) {
      try {
        parts.getBean(what).read();
        return true;
      } catch (RuntimeException e) {
        LOG.debug("not read", e);
      }
    }
    return false;
  }

  private List<SetupFinding> look(Predicate<SetupCheck> which, boolean trying, Level failed) {
    List<SetupFinding> findings = new ArrayList<>();
    List<SetupCheck> checks = new ArrayList<>();
    for (BeanDefinition<SetupCheck> each : parts.getBeanDefinitions(SetupCheck.class)) {
      try {
        checks.add(parts.getBean(each));
      } catch (RuntimeException e) {
        findings.add(ofFailure("check", e, failed));
      }
    }
    checks.stream()
        .filter(which)
        .sorted(Comparator.comparing(SetupCheck::topic))
        .forEach(check -> {
          findings.addAll(found(check.topic(), check::look, failed));
          if (trying) {
            findings.addAll(found(check.topic(), check::tryOut, failed));
          }
        });
    return findings;
  }

  /// @param failed the level of a failure that is no refusal: a folder that does not answer for a
  ///   moment must not stop a start for good
  static List<SetupFinding> found(String topic, Callable<List<SetupFinding>> look, Level failed) {
    try {
      return look.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (Exception e) {
      return List.of(ofFailure(topic, e, failed));
    }
  }

  private static SetupFinding ofFailure(String topic, Exception failure, Level failed) {
    Optional<String> refused = Refusal.of(failure);
    if (refused.isPresent()) {
      return new SetupFinding(Level.WRONG, topic, refused.get());
    }
    // Another failure's message might repeat a value, so only its kind is told.
    return new SetupFinding(
        failed,
        topic,
        CommandFailure.of(failure, List.of())
            .map(CommandFailure::sentence)
            .orElse("this could not be looked at: " + failure.getClass().getSimpleName() + "."));
  }
}
