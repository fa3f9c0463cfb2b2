package tw.shouwang.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// 20: an operator reads beforehand which migrations nodes of the version before cannot work
/// beside, or for which writes to a table wait.
class UpgradeNotesTest {

  /// The first version that the notes are about; those before were one installation's beginning.
  private static final int FIRST = 187;

  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

  /// What takes something away that older nodes use, or writes rows in a migration's transaction.
  private static final Pattern NOT_BESIDE =
      Pattern.compile(
          "(?im)\\bdrop (table|column|constraint)\\b|\\brename\\b|\\bset not null\\b"
              + "|\\balter column \\w+ (set data )?type\\b|^(update|delete from) ");

  private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*");
  static final Pattern ROW = Pattern.compile("(?m)^\\| V(\\d+) \\|");

  @Test
  void everyMigrationThatIsNotSafeBesideOlderNodesIsInTheNotes() throws IOException {
    List<Integer> named =
        ROW.matcher(Files.readString(Path.of("OPERATIONS.md")))
            .results()
            .map(row -> Integer.valueOf(row.group(1)))
            .toList();
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      assertThat(files.filter(UpgradeNotesTest::isNotBeside).map(UpgradeNotesTest::version))
          .containsExactlyInAnyOrderElementsOf(named);
    }
  }

  /// 6: what is stopped for a migration is stopped before it, and saved before it is changed.
  @Test
  void anUpgradeStopsBeforeItMigrates() throws IOException {
    String upgrade = Files.readString(Path.of("OPERATIONS.md")).split("(?m)^## Upgrade$", -1)[1];
    String block = upgrade.substring(upgrade.indexOf("```sh\n"), upgrade.indexOf("\n```\n"));
    assertThat(block.lines())
        .containsSubsequence(
            "systemctl stop $nodes",
            "backup",
            "dpkg -i shouwang-public_*.deb shouwang-staff_*.deb",
            "SHOUWANG_DATABASE_OWNER_PASSWORD=$(cat /etc/shouwang/owner.password) shouwang-staff"
                + " migrate",
            "systemctl start $nodes && ready");
  }

  private static boolean isNotBeside(Path file) {
    try {
      String sql = Files.readString(file).replaceAll("(?m)--.*$", "");
      return version(file) >= FIRST
          && (NOT_BESIDE.matcher(sql).find() || !MigrationRulesTest.holdingWrites(sql).isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int version(Path file) {
    return VERSION
        .matcher(String.valueOf(file.getFileName()))
        .results()
        .map((MatchResult name) -> Integer.parseInt(name.group(1)))
        .findFirst()
        .orElse(0);
  }
}
