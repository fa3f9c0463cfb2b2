package tw.shouwang.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandsTest {

  private final PartsOnDemand parts = new PartsOnDemand();

  /// Only the named command is built, and it is the one that the list and its own help name.
  @Test
  void eachNameOfTheListLeadsToItsCommand() {
    Set<String> names = Commands.line(parts, List.of("--help")).getSubcommands().keySet();
    assertThat(names).hasSizeGreaterThan(20).contains("keys", "check", "cases");
    for (String name : names) {
      var one = Commands.line(parts, List.of(name, "--help")).getSubcommands();
      assertThat(one).containsOnlyKeys(name);
      assertThat(one.values())
          .extracting(command -> new CommandLine(command.getCommand()).getCommandName())
          .containsExactly(name);
    }
  }

  /// Each command has help, and a mistake names it in a line instead of printing all options.
  @Test
  void aMistakeIsASentenceThatLeadsToTheHelp() {
    Set<String> names = Commands.line(parts, List.of("--help")).getSubcommands().keySet();
    names.forEach(name -> eachOf(List.of(name)));
  }

  private void eachOf(List<String> words) {
    CommandLine command = Commands.line(parts, words);
    for (String word : words) {
      command = requireNonNull(command.getSubcommands().get(word));
    }
    String name = command.getCommandSpec().qualifiedName();
    assertThat(said(0, words, "--help")).startsWith("Usage: " + name);
    assertThat(said(2, words, "--no-such-option").lines())
        .hasSizeLessThan(15)
        .anyMatch(line -> line.startsWith("Usage: " + name))
        .endsWith("`" + name + " --help` says more.");
    for (String each : command.getSubcommands().keySet()) {
      eachOf(Stream.concat(words.stream(), Stream.of(each)).toList());
    }
  }

  private String said(int status, List<String> words, String last) {
    List<String> all = Stream.concat(words.stream(), Stream.of(last)).toList();
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    CommandLine line = Commands.line(parts, all).setOut(out).setErr(out);
    assertThat(Application.run(line, all)).as("%s: %s", all, said).isEqualTo(status);
    return said.toString();
  }

  @Test
  void aWordThatIsNoCommandMeetsTheListOfThem() {
    assertThat(Commands.line(parts, List.of("kyes", "list")).getSubcommands())
        .containsKeys("keys", "settings");
    assertThat(Commands.line(parts, List.of()).getSubcommands()).containsKeys("keys", "settings");
  }
}
