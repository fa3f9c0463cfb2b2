package tw.shouwang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
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

  @Test
  void aWordThatIsNoCommandMeetsTheListOfThem() {
    assertThat(Commands.line(parts, List.of("kyes", "list")).getSubcommands())
        .containsKeys("keys", "settings");
    assertThat(Commands.line(parts, List.of()).getSubcommands()).containsKeys("keys", "settings");
  }
}
