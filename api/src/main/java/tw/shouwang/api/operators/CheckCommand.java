package tw.shouwang.api.operators;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.api.process.ServiceParts;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;

/// Reads the configuration as the service does, and says what an operator has to do about it.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Says, a line each, what is missing, wrong, weak or due: settings, database, schema, keys,"
          + " login provider, webhooks, push, documents, calendar, disk, last night's jobs. Only"
          + " looks: it migrates nothing, also with the owner's password, and says what `migrate`"
          + " has to do.",
      "Run it with the environment of the service. The start refuses what is missing or wrong by"
          + " the same rules.",
      "Ends with 0 if all is well, 1 if something is weak or due, 2 if something is missing or"
          + " wrong, as monitors expect it."
    })
public final class CheckCommand extends ConsoleCommand {

  private static final int ATTEND = 1;
  private static final int STOPS = 2;
  private static final String BACKUP = "backup";
  private static final Duration DAY_AND_SOME = Duration.ofHours(26);

  private final ServiceParts parts;

  @Option(names = "--json", description = "Print one JSON object, for monitors.")
  private boolean json;

  @Option(
      names = "--backup",
      paramLabel = "FILE",
      description = "A file that the last backup has written; older than 26 hours is due.")
  private @Nullable Path backup;

  @Option(
      names = "--post",
      description =
          "Also send each receiver of webhooks a test message, which may ring somebody's phone.")
  private boolean post;

  public CheckCommand(ServiceParts parts) {
    this.parts = parts;
  }

  @Override
  public Integer call() {
    try {
      return check();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int check() throws IOException {
    List<SetupFinding> findings = new ArrayList<>(SettingsCheck.look(parts.settingsToCheck()));
    if (worst(findings).stops()) {
      findings.add(
          new SetupFinding(
              Level.DUE, "check", "The rest is looked at once the settings are right."));
    } else {
      findings.addAll(ofParts());
    }
    if (backup != null) {
      findings.add(backup(backup));
    }
    Level worst = worst(findings);
    out().println(json ? json(worst, findings) : lines(findings));
    if (worst.stops()) {
      return STOPS;
    }
    return worst == Level.OK ? 0 : ATTEND;
  }

  private List<SetupFinding> ofParts() {
    try {
      return parts.get(SetupChecks.class).all(post);
    } catch (RuntimeException e) {
      return List.of(
          new SetupFinding(
              Level.WRONG,
              "start",
              Refusal.of(e)
                  .orElse("The service could not be set up: " + e.getClass().getSimpleName())));
    }
  }

  private static SetupFinding backup(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new SetupFinding(Level.MISSING, BACKUP, "There is no file " + file + ".");
    }
    Instant written = Files.getLastModifiedTime(file).toInstant();
    boolean old = Duration.between(written, Instant.now()).compareTo(DAY_AND_SOME) > 0;
    return new SetupFinding(
        old ? Level.DUE : Level.OK, BACKUP, "The last backup was written at " + written + ".");
  }

  private static Level worst(List<SetupFinding> findings) {
    return findings.stream().map(SetupFinding::level).max(Level::compareTo).orElse(Level.OK);
  }

  private static String lines(List<SetupFinding> findings) {
    return findings.stream()
        .map(each -> "%-8s %-10s %s".formatted(word(each.level()), each.topic(), each.sentence()))
        .reduce((one, other) -> one + System.lineSeparator() + other)
        .orElse("");
  }

  private static String json(Level worst, List<SetupFinding> findings) throws IOException {
    StringWriter written = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(written)) {
      out.writeStartObject();
      out.writeStringField("worst", word(worst));
      out.writeArrayFieldStart("findings");
      for (SetupFinding finding : findings) {
        out.writeStartObject();
        out.writeStringField("level", word(finding.level()));
        out.writeStringField("topic", finding.topic());
        out.writeStringField("sentence", finding.sentence());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    return written.toString();
  }

  private static String word(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
