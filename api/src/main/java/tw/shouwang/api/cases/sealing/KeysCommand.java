package tw.shouwang.api.cases.sealing;

import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.sealing.CentreGenerations.Destruction;
import tw.shouwang.api.devices.WebPushKey;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.editing.CentreRegister;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.keys.KeyFolder;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.api.process.ProcessRoles;
import tw.shouwang.api.process.ServiceParts;

/// The commands for a county's keys, for its administrator.
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = {
      "Makes, lists, rotates and destroys keys.",
      "",
      "Words that people send are sealed for a centre. A centre has one signing key, made once, and"
          + " a new pair of reading keys every week, called a generation. New cases are sealed for"
          + " the newest generation.",
      "",
      "Every night a staff node, with the signing key in its folder, does by itself what is due: it"
          + " makes a generation when the newest has ended, moves the kept cases to it, and"
          + " destroys the private key of one that ended two weeks ago and that no kept case needs;"
          + " what was erased can then not be read from any backup either. `rotate` and `destroy`"
          + " do it by hand, e.g. where a stranger may have seen a key. Lost keys cannot be"
          + " recovered; back the folder up encrypted, and destroy those backups on the same"
          + " schedule."
    })
public final class KeysCommand extends ConsoleCommand {

  static final List<String> PUBLIC_ROLE =
      List.of("pepper.key", "link.key", "token.key", "proof.key");

  // Listed here so that one command can make all keys; the class that uses a key repeats its name.
  static final List<String> STAFF_ROLE = List.of("audit.private.key", "duplicate-tag.private.key");

  private final ServiceParts parts;

  public KeysCommand(ServiceParts parts) {
    this.parts = parts;
  }

  @Command(
      name = "make-public",
      mixinStandardHelpOptions = true,
      description = {
        "Makes the keys of the public role that are missing: pepper, link, token, proof, the key"
            + " for web push and this week's storage key. Those that are there stay as they are."
      })
  int makePublic() {
    if (!ProcessRoles.of(parts.settings()).isPublic()) {
      throw mistake(
          "these are keys of the public role, which this process does not have. A staff node that"
              + " lacks link.key gets a copy of a public node's: another one would lose every"
              + " push.");
    }
    KeyFiles files = KeyFolder.of(parts.settings());
    for (String name : PUBLIC_ROLE) {
      say("%s %s", name, files.create(name, files.random()) ? "made" : "is there");
    }
    boolean made = files.create(WebPushKey.FILE, WebPushKey.random());
    say("%s %s", WebPushKey.FILE, made ? "made; web push is on from the next start" : "is there");
    int week = new StorageKeys(files, InstantSource.system()).makeCurrent();
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
    if (!ProcessRoles.of(parts.settings()).isStaff()) {
      throw mistake("these are keys of the staff role, which this process does not have");
    }
    KeyFiles files = KeyFolder.of(parts.settings());
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
    if (!CentresCommand.CODE.matcher(centre).matches()) {
      throw mistake("a centre's code is of two to eight small letters, e.g. tpe");
    }
    say(
        "shouwang.centre-keys.verification.%s=%s",
        centre,
        Base64.getEncoder()
            .encodeToString(CentreKeyFiles.makeSigning(KeyFolder.of(parts.settings()), centre)));
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "make",
      mixinStandardHelpOptions = true,
      description = "Makes a centre's next generation and publishes its public half. Staff role.")
  int make(@Parameters(paramLabel = "CENTRE", description = "e.g. tpe") String centre) {
    CentreKey key = generations().make(known(centre));
    say("generation %d of %s, until %s", key.generation(), centre, key.validUntil());
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the generations of every centre. Changes nothing.")
  int list() {
    CentreKeyFiles files = parts.get(CentreKeyFiles.class);
    for (String centre : centres()) {
      for (CentreKey key : generations().list(centre)) {
        say(
            "%s  generation %d  %s to %s  %s  private half %s",
            key.centre(),
            key.generation(),
            key.validFrom(),
            key.validUntil(),
            files.trusted(key.centre()).stream().anyMatch(key::isSignedBy)
                ? "signed"
                : "NOT SIGNED",
            files.privateKey(key.centre(), key.generation()).isPresent() ? "here" : "not here");
      }
    }
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "accept",
      mixinStandardHelpOptions = true,
      description = {
        "Lets all nodes use the key of this name that is here now, after it was replaced on purpose"
            + " on all of them. What the old key sealed stays sealed. A node with another key of"
            + " this name does not start."
      })
  int accept(@Parameters(paramLabel = "NAME", description = "e.g. vapid.key") String name) {
    byte[] key =
        KeyFolder.of(parts.settings())
            .find(name)
            .orElseThrow(() -> mistake("there is no key of this name here"));
    KeyFingerprints fingerprints = parts.get(KeyFingerprints.class);
    fingerprints.forget(name);
    say("%s %s", name, fingerprints.isShared(name, key) ? "accepted" : "was changed meanwhile");
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
    CentreGenerations.Moved moved = generations().rotate(known(centre));
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
    return switch (generations().destroy(known(centre), generation)) {
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

  private CentreGenerations generations() {
    return parts.get(CentreGenerations.class);
  }

  private String known(String centre) {
    if (!centres().contains(centre)) {
      throw mistake("there is no centre of this name");
    }
    return centre;
  }

  /// The codes of all centres. The directory is imported first where the database has none yet.
  private List<String> centres() {
    List<String> stored = parts.get(CentreRegister.class).codes();
    return stored.isEmpty()
        ? parts.afterSetUp(Directory.class).centres().stream().map(Centre::code).toList()
        : stored;
  }

  private void say(String format, Object... arguments) {
    out().println(format.formatted(arguments));
  }
}
