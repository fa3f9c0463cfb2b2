package tw.shouwang.api.cases.sealing;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;
import tw.shouwang.api.process.StartRefused;
import tw.shouwang.foundation.TaiwanTime;

/// Checks whether this node can seal for every centre that is served here: that it has the centre's
/// verification file or setting, and that a generation is in use.
@Singleton
final class CentreKeysCheck implements SetupCheck {

  private final BeanProvider<CentreKeysetRepository> published;
  private final BeanProvider<CentreKeyFiles> files;
  private final BeanProvider<CentreGenerations> generations;
  private final BeanProvider<Directory> directory;
  private final InstantSource clock;

  CentreKeysCheck(
      BeanProvider<CentreKeysetRepository> published,
      BeanProvider<CentreKeyFiles> files,
      BeanProvider<CentreGenerations> generations,
      BeanProvider<Directory> directory,
      InstantSource clock) {
    this.published = published;
    this.files = files;
    this.generations = generations;
    this.directory = directory;
    this.clock = clock;
  }

  @Override
  public String topic() {
    return "centres";
  }

  /// A start checks the centres by itself, and serves those that are ready.
  @Override
  public boolean atStart() {
    return false;
  }

  @Override
  public List<SetupFinding> look() {
    List<CentreKey> keys = published.get().findAll().stream().map(CentreKeysetRow::key).toList();
    List<SetupFinding> findings = new ArrayList<>();
    List<Centre> centres = directory.get().centres();
    List<String> served = generations.get().served(centres);
    for (String centre : served) {
      findings.add(of(centre, keys));
    }
    List<String> others =
        centres.stream().map(Centre::code).filter(code -> !served.contains(code)).toList();
    if (served.isEmpty()) {
      findings.add(
          found(
              Level.MISSING,
              "no centre is ready: `centres add` lets a county join; for a centre that the"
                  + " directory has, run `keys make-signing` and `keys make`."));
    } else if (!others.isEmpty()) {
      findings.add(found(Level.OK, "not served here: " + String.join(", ", others) + "."));
    }
    try {
      files.get().verification(CentreKeyFiles.SITE);
    } catch (StartRefused e) {
      // Beside what is said about the centres, not in its place.
      findings.add(found(Level.WRONG, Objects.requireNonNull(e.getMessage())));
    }
    return findings;
  }

  private SetupFinding of(String centre, List<CentreKey> keys) {
    Optional<CentreKey> newest =
        keys.stream()
            .filter(key -> key.centre().equals(centre))
            .max(Comparator.comparingInt(CentreKey::generation));
    if (newest.isEmpty()) {
      return found(Level.MISSING, centre + " has no generation: run `keys make " + centre + "`.");
    }
    if (files.get().trusted(centre).stream().noneMatch(newest.get()::isSignedBy)) {
      return found(
          Level.WRONG,
          centre
              + ": no key that this node was told of signs its newest generation. Put its"
              + " verification file into shouwang.centre-keys.directory.");
    }
    return newest.get().validUntil().isBefore(TaiwanTime.today(clock))
        ? found(
            Level.DUE,
            "%s: its newest generation ended on %s, run `keys rotate %s`."
                .formatted(centre, newest.get().validUntil(), centre))
        : found(Level.OK, "%s: sealed for until %s.".formatted(centre, newest.get().validUntil()));
  }
}
