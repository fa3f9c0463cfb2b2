package tw.shouwang.api.cases.sealing;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.sealing.CentreGenerations.Destruction;
import tw.shouwang.api.devices.WebPushKey;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.ConsoleCommand;

/// The commands for a county's keys, for its administrator.
@Singleton
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = {
      "Makes, lists, rotates and destroys keys.",
      "",
      "Words that people send are sealed for a centre. A centre has one signing key, made once and"
          + " kept offline where possible, and a new pair of reading keys every week, called a"
          + " generation. New cases are sealed for the newest generation.",
      "",
      "Every week: run `rotate` in the staff role. It makes a generation and moves the kept cases"
          + " to it. Two weeks after a generation ended, run `destroy`: what was erased can then"
          + " not be read from any backup either. Lost keys cannot be recovered; back the folder up"
          + " encrypted, and destroy those backups on the same schedule."
    })
final class KeysCommand extends ConsoleCommand {

  private static final List<String> PUBLIC_ROLE =
      List.of("pepper.key", "link.key", "token.key", "proof.key");

  private final BeanProvider<CentreGenerations> generations;
  private final CentreKeyFiles centreFiles;
  private final KeyFiles files;
  private final BeanProvider<StorageKeys> storage;
  private final Directory directory;

  // Listed here so that one command can make all keys; the class that uses a key repeats its name.
  private static final List<String> STAFF_ROLE =
      List.of("audit.private.key", "duplicate-tag.private.key");

  KeysCommand(
      BeanProvider<CentreGenerations> generations,
      CentreKeyFiles centreFiles,
      KeyFiles files,
      BeanProvider<StorageKeys> storage,
      Directory directory) {
    this.generations = generations;
    this.centreFiles = centreFiles;
    this.files = files;
    this.storage = storage;
    this.directory = directory;
  }

  @Command(
      name = "make-public",
      mixinStandardHelpOptions = true,
      description = {
        "Makes the keys of the public role that are missing: pepper, link, token, proof, the key"
            + " for web push and this week's storage key. Those that are there stay as they are."
      })
  int makePublic() {
    for (String name : PUBLIC_ROLE) {
      say("%s %s", name, files.create(name, files.random()) ? "made" : "is there");
    }
    boolean made = files.create(WebPushKey.FILE, WebPushKey.random());
    say("%s %s", WebPushKey.FILE, made ? "made; web push is on from the next start" : "is there");
    int week = storage.get().makeCurrent();
    say("storage key of week %d is there", week);
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "make-staff",
      mixinStandardHelpOptions = true,
      description = {
        "Makes the keys of the staff role that are missing: for the audit trails and for the tags"
            + " of duplicates. Those that are there stay as they are. All staff nodes share them."
      })
  int makeStaff() {
    for (String name : STAFF_ROLE) {
      say("%s %s", name, files.create(name, files.random()) ? "made" : "is there");
    }
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "make-signing",
      mixinStandardHelpOptions = true,
      description = {
        "Makes a centre's signing key, once, and prints its public half; for `site` the key that"
            + " signs the codes of posters.",
        "Set it in every process as shouwang.centre-keys.verification.<centre>. For a centre, the"
            + " file that `centres file` prints can be put into the folder"
            + " shouwang.centre-keys.directory instead."
      })
  int makeSigning(
      @Parameters(paramLabel = "CENTRE", description = "e.g. tpe, or site for posters")
          String centre) {
    String owner = centre.equals(CentreKeyFiles.SITE) ? centre : known(centre);
    say(
        "shouwang.centre-keys.verification.%s=%s",
        owner, Base64.getEncoder().encodeToString(centreFiles.makeSigning(owner)));
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "make",
      mixinStandardHelpOptions = true,
      description = "Makes a centre's next generation and publishes its public half. Staff role.")
  int make(@Parameters(paramLabel = "CENTRE", description = "e.g. tpe") String centre) {
    CentreKey key = generations.get().make(known(centre));
    say("generation %d of %s, until %s", key.generation(), centre, key.validUntil());
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the generations of every centre. Changes nothing.")
  int list() {
    for (Centre centre : directory.centres()) {
      for (CentreKey key : generations.get().list(centre.code())) {
        say(
            "%s  generation %d  %s to %s  %s  private half %s",
            key.centre(),
            key.generation(),
            key.validFrom(),
            key.validUntil(),
            centreFiles.trusted(key.centre()).stream().anyMatch(key::isSignedBy)
                ? "signed"
                : "NOT SIGNED",
            centreFiles.privateKey(key.centre(), key.generation()).isPresent()
                ? "here"
                : "not here");
      }
    }
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description = {
        "Makes a centre's next generation and moves all kept cases to it. Staff role, with the"
            + " older private generations in the key folder. Safe to run again."
      })
  int rotate(@Parameters(paramLabel = "CENTRE", description = "e.g. tpe") String centre) {
    CentreGenerations.Moved moved = generations.get().rotate(known(centre));
    say("moved %d cases of %s", moved.cases(), centre);
    if (moved.unopened() == 0) {
      return CommandLine.ExitCode.OK;
    }
    say("%d do not open with their key: they stay, and so does the key", moved.unopened());
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Command(
      name = "destroy",
      mixinStandardHelpOptions = true,
      description = {
        "Destroys a private generation for good: 14 days after its end, and only when no kept case"
            + " needs it."
      })
  int destroy(
      @Parameters(paramLabel = "CENTRE", description = "e.g. tpe") String centre,
      @Parameters(paramLabel = "GENERATION", description = "its number, see list") int generation) {
    return switch (generations.get().destroy(known(centre), generation)) {
      case Destruction.Destroyed() -> {
        say("destroyed generation %d of %s", generation, centre);
        yield CommandLine.ExitCode.OK;
      }
      case Destruction.TooEarly(var from) -> {
        say("not yet: generation %d of %s may be destroyed from %s", generation, centre, from);
        yield CommandLine.ExitCode.SOFTWARE;
      }
      case Destruction.StillNeeded(var cases) -> {
        say("%d kept cases need generation %d: run rotate first", cases, generation);
        yield CommandLine.ExitCode.SOFTWARE;
      }
      case Destruction.Unknown() -> {
        say("there is no generation %d of %s", generation, centre);
        yield CommandLine.ExitCode.SOFTWARE;
      }
    };
  }

  private String known(String centre) {
    return directory
        .centre(centre)
        .map(Centre::code)
        .orElseThrow(() ->
            new CommandLine.ParameterException(
                new CommandLine(this), "there is no centre of this name"));
  }

  private void say(String format, Object... arguments) {
    out().println(format.formatted(arguments));
  }
}
