package tw.shouwang.api.cases.sealing;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tw.shouwang.api.process.ConsoleCommand;

/// Checks the proofs that senders can get for their cases.
@Singleton
@Command(
    name = "proof",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a proof that a case was sent. With --key, needs nothing else: no settings, no database.",
      "A proof on a phone tells whoever holds the phone that a report was made: advise people to keep"
          + " it elsewhere or not at all."
    })
public final class ProofCommand extends ConsoleCommand {

  private static final String KEY_OPTION = "--key";

  private final BeanProvider<ProofKey> key;

  ProofCommand(BeanProvider<ProofKey> key) {
    this.key = key;
  }

  /// Checks a proof with the given public key, without settings, keys, database or network, so that
  /// anybody can do it.
  ///
  /// @return empty if the words are another command
  public static Optional<CommandLine> offline(List<String> words) {
    return words.size() > 1
            && words.subList(0, 2).equals(List.of("proof", "verify"))
            && words.contains(KEY_OPTION)
        ? Optional.of(
            new CommandLine(CommandSpec.create())
                .setCommandName("shouwang")
                .addSubcommand(
                    new ProofCommand(() -> {
                      throw new IllegalStateException("the key was given");
                    })))
        : Optional.empty();
  }

  @Command(name = "public-key", description = "Prints the key that proofs are checked with.")
  int publicKey() {
    out().println(Base64.getEncoder().encodeToString(key.get().publicKey()));
    return CommandLine.ExitCode.OK;
  }

  @Command(name = "verify", description = "Says what a proof proves, if it is a true one.")
  int verify(
      @Parameters(paramLabel = "PROOF", description = "The field `signed` of the proof.")
          String signed,
      @Option(
              names = KEY_OPTION,
              paramLabel = "BASE64",
              description = "The public key; without it, this node's own.")
          @Nullable String publicKey) {
    byte[] checkedWith =
        publicKey == null ? key.get().publicKey() : Base64.getDecoder().decode(publicKey);
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
}
