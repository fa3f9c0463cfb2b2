package tw.shouwang.api.cases.sealing;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tw.shouwang.api.keys.KeyFolder;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.api.process.ServiceParts;
import tw.shouwang.foundation.EitherBase64;

/// Checks the proofs that senders can get for their cases.
@Command(
    name = "proof",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a proof that a case was sent. With --key, needs nothing else: no settings, no"
          + " database.",
      "A proof on a phone tells whoever holds the phone that a report was made: advise people to"
          + " keep it elsewhere or not at all."
    })
public final class ProofCommand extends ConsoleCommand {

  private final ServiceParts parts;

  public ProofCommand(ServiceParts parts) {
    this.parts = parts;
  }

  @Command(
      name = "public-key",
      mixinStandardHelpOptions = true,
      description = "Prints the key that proofs are checked with.")
  int publicKey() {
    out().println(Base64.getEncoder().encodeToString(ownKey()));
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Says what a proof proves, if it is a true one.")
  int verify(
      @Parameters(paramLabel = "PROOF", description = "The field `signed` of the proof.")
          String signed,
      @Option(
              names = "--key",
              paramLabel = "BASE64",
              description = "The public key; without it, this node's own.")
          @Nullable String publicKey) {
    byte[] checkedWith = publicKey == null ? ownKey() : decoded(publicKey);
    Optional<ProofKey.Statement> statement = ProofKey.verify(signed, checkedWith);
    if (statement.isEmpty()) {
      out().println("not a true proof");
      return CommandLine.ExitCode.SOFTWARE;
    }
    out()
        .println(
            "true: a case was sent to %s on %s"
                .formatted(statement.get().office(), statement.get().day()));
    return CommandLine.ExitCode.OK;
  }

  private byte[] decoded(String key) {
    try {
      return EitherBase64.decoded(key.strip());
    } catch (IllegalArgumentException e) {
      throw mistake("the key is not in base64, as `proof public-key` prints it");
    }
  }

  private byte[] ownKey() {
    return new ProofKey(KeyFolder.of(parts.settings()), new SecureRandom()).publicKey();
  }
}
