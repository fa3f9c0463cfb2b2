package tw.shouwang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Checks that `ASVS.md` names only existing classes and files, and covers every requirement.
class AsvsTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern NAMED = Pattern.compile("`([^`]+)`");
  private static final Pattern CLASS = Pattern.compile("[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*");
  private static final Pattern FILE = Pattern.compile("[A-Za-z./0-9-]+\\.(md|xml|graphql)|NOTICE");
  private static final Pattern ROW =
      Pattern.compile("\\| (\\d+\\.\\d+\\.\\d+) \\| (met|partly|not met|operator) \\| (.+) \\|");
  private static final Pattern NUMBER = Pattern.compile("\\b\\d+\\.\\d+\\.\\d+\\b");
  private static final String VERSION_OF_THE_STANDARD = "5.0.0";

  /// Names in the list that belong to libraries.
  private static final Set<String> NOT_OURS = Set.of("SecureRandom");

  @Test
  void namesWhatIsThere() throws IOException {
    Set<String> classes = classes();
    Set<String> missing = new TreeSet<>();
    for (String name : named(text())) {
      boolean there =
          CLASS.matcher(name).matches()
              ? classes.contains(name) || NOT_OURS.contains(name)
              : !FILE.matcher(name).matches() || Files.exists(ROOT.resolve(name));
      if (!there) {
        missing.add(name);
      }
    }
    assertThat(missing).isEmpty();
    assertThat(named(text())).hasSizeGreaterThan(100);
  }

  @Test
  void answersForEveryRequirementOnce() throws IOException {
    List<String> answered = new ArrayList<>();
    for (String line : text().split("\n")) {
      if (line.matches("\\| \\d.*")) {
        assertThat(line).matches(ROW);
        answered.add(ROW.matcher(line).replaceFirst("$1"));
      } else if (!line.startsWith("|")) {
        NUMBER.matcher(line).results().map(MatchResult::group).forEach(answered::add);
      }
    }
    answered.removeIf(VERSION_OF_THE_STANDARD::equals);
    List<String> asked = Files.readAllLines(Path.of("src/test/resources/asvs-5.0-level-2.txt"));
    assertThat(answered).containsExactlyInAnyOrderElementsOf(asked);
  }

  private static List<String> named(String text) {
    return NAMED.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static String text() throws IOException {
    return Files.readString(Path.of("ASVS.md"), StandardCharsets.UTF_8);
  }

  private static Set<String> classes() throws IOException {
    Set<String> names = new HashSet<>();
    for (String module : List.of("api", "graphql", "i18n", "notifications")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".java"))
            .map(name -> name.substring(0, name.length() - ".java".length()))
            .forEach(names::add);
      }
    }
    return names;
  }
}
