package tw.shouwang.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.foundation.Hashes;

/// O9: expand, then contract. A migration that is newer than the version named in `upgrade/from`
/// only adds, or says by its name and in OPERATIONS.md that nodes of that version have to stop. One
/// for which writes wait is in OPERATIONS.md too.
class MigrationRulesTest {

  private static final Path MODULES = Path.of("..");
  private static final String MIGRATIONS = "src/main/resources/db/migration";
  private static final Path OF_BEFORE = Path.of("upgrade/migrations");

  private static final String CONTRACTING = "contract_";

  /// Bodies of functions run later, and text is no statement.
  private static final Pattern LEFT_OUT =
      Pattern.compile("--[^\\n]*|\\$(\\w*)\\$.*?\\$\\1\\$|'(?:[^']|'')*'", Pattern.DOTALL);

  private static final Pattern MADE =
      Pattern.compile("^create (?:unlogged )?table (?:if not exists )?([\\w.]+)");
  private static final Pattern OF_TABLE =
      Pattern.compile(
          "^(?:alter table (?:only )?(?:if exists )?|create (?:unique )?index (?:concurrently )?"
              + "(?:if not exists )?(?:\\w+ )?on (?:only )?|update |delete from |insert into )"
              + "([\\w.]+)");

  /// Writes to the table wait until the index is there.
  private static final Pattern HOLDS_WRITES =
      Pattern.compile("^create (?:unique )?index (?!concurrently )");

  /// What nodes that do not know it may fail at, or wait for.
  private static final Pattern TAKES_AWAY =
      Pattern.compile(
          "^drop (?!trigger if exists)|^revoke |^truncate |^update |^delete from |^create unique"
              + " index|^cluster |^vacuum |^lock |^alter table.* (drop|rename|add constraint|add"
              + " check|add unique|add primary key|add foreign key|add exclude|set not"
              + " null|type|enable row level|set schema)\\b|^alter"
              + " (schema|type|view|function|sequence|index|domain) .*(rename|set schema)\\b");

  private static final Pattern ADDED =
      Pattern.compile("add column (?:if not exists )?\\w+ ([^;]*?)(?=, *(?:add|drop|alter) |$)");

  @Test
  void aMigrationThatTakesSomethingAwaySaysSo() throws IOException {
    Set<String> before = ofBefore().keySet();
    Set<String> explained =
        UpgradeNotesTest.ROW
            .matcher(Files.readString(Path.of("OPERATIONS.md")))
            .results()
            .map(row -> "V" + row.group(1))
            .collect(Collectors.toSet());
    for (Path file : newer(before)) {
      String name = String.valueOf(file.getFileName());
      String[] parts = name.split("__", -1);
      boolean contracting = parts[1].startsWith(CONTRACTING);
      List<String> taken = takenAway(Files.readString(file));
      assertThat(contracting)
          .as(
              "%s: %s. Add now and take away in a later version, or call it V…__%s…",
              name, taken, CONTRACTING)
          .isEqualTo(!taken.isEmpty());
      assertThat(!contracting || explained.contains(parts[0]))
          .as("%s: OPERATIONS.md says under Upgrade which nodes have to stop", name)
          .isTrue();
      List<String> held = holdingWrites(Files.readString(file));
      assertThat(held.isEmpty() || explained.contains(parts[0]))
          .as("%s: %s. OPERATIONS.md says under Upgrade what waits for it", name, held)
          .isTrue();
    }
  }

  /// A node refuses a schema whose migrations have other bytes than it knows.
  @Test
  void noMigrationOfTheVersionBeforeWasChanged() throws IOException {
    Map<String, String> before = ofBefore();
    Map<String, String> now = new HashMap<>();
    for (Path file : migrations()) {
      String name = String.valueOf(file.getFileName());
      if (before.containsKey(name)) {
        now.put(name, HexFormat.of().formatHex(Hashes.sha256(Files.readAllBytes(file))));
      }
    }
    assertThat(now).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table cases.case_file drop column area;",
        "alter table cases.case_file rename column area to place;",
        "alter table cases.case_file\n  add column place text,\n  drop constraint case_file_check;",
        "alter table cases.case_file add column place text not null;",
        "alter table cases.case_file add column one text, add column two text not null;",
        "alter table cases.case_file add column place text not null, add column two text default"
            + " 'x';",
        "alter table cases.case_file alter column area set not null;",
        "alter table cases.case_file alter column area type varchar(8);",
        "alter table cases.case_file alter column area set data type text;",
        "alter table cases.case_file add constraint short check (length(area) < 9);",
        "alter table cases.case_file add check (length(area) < 9);",
        "create table cases.a (id int); drop table cases.case_file;",
        "-- Nobody's any more.\nalter table cases.case_file drop column area;",
        "create unique index on cases.case_file (area);",
        "create unique index one on cases.case_file (area);",
        "revoke select on cases.case_file from shouwang_staff;",
        "drop function intake.clock_runs;",
        "drop view cases.open_case;",
        "alter type cases.kind rename value 'A' to 'B';",
        "update cases.case_file set area = '63000';",
        "DELETE FROM cases.case_file;"
      })
  void findsWhatTakesSomethingAway(String sql) {
    assertThat(takenAway(sql)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table cases.a (id uuid primary key, b text not null);",
        "create table cases.a (id int); create unique index on cases.a (id); alter table cases.a"
            + " add check (id > 0);",
        "alter table cases.case_file add column place text;",
        "alter table cases.case_file add column place text not null default '';",
        "alter table cases.case_file add column place numeric(3, 1) not null default 0, add column"
            + " two text;",
        "-- drop table cases.case_file;\ncreate index on cases.case_file (area);",
        "comment on table cases.case_file is 'drop table cases.case_file; it''s text';",
        "create or replace function cases.f() returns trigger language plpgsql as $$\nbegin\n"
            + "  delete from cases.case_file;\nend\n$$;",
        "grant update on cases.case_file to shouwang_staff;",
        "create trigger t before update of area on cases.case_file for each row execute function"
            + " cases.f();"
      })
  void leavesAloneWhatOnlyAdds(String sql) {
    assertThat(takenAway(sql)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create index on cases.case_file (area);",
        "-- What lists ask for.\ncreate index case_file_area on cases.case_file (area);",
        "CREATE UNIQUE INDEX if not exists one\n  ON ONLY cases.case_file (area);",
        "create table cases.a (id int); create index on cases.a (id); create index two on"
            + " cases.case_file using gin (area) where area is not null;"
      })
  void findsWhatHoldsWrites(String sql) {
    assertThat(holdingWrites(sql)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create index concurrently case_file_area on cases.case_file (area);",
        "create table cases.a (id int); create index a_id on cases.a (id);",
        "create unlogged table if not exists cases.a (id int); create unique index on cases.a"
            + " (id);",
        "-- create index on cases.case_file (area);\ncomment on table cases.case_file is 'create"
            + " index on cases.case_file (area);';"
      })
  void leavesAloneWhatHoldsNoWrites(String sql) {
    assertThat(holdingWrites(sql)).isEmpty();
  }

  /// The statements for which writes to a table that was there before wait as long as it is large.
  static List<String> holdingWrites(String sql) {
    return ofOtherTables(sql).stream()
        .filter(statement -> HOLDS_WRITES.matcher(statement).find())
        .toList();
  }

  private static List<String> takenAway(String sql) {
    return ofOtherTables(sql).stream()
        .filter(statement -> addsForced(statement) || TAKES_AWAY.matcher(statement).find())
        .toList();
  }

  private static boolean addsForced(String statement) {
    return statement.startsWith("alter table")
        && ADDED
            .matcher(statement)
            .results()
            .map(column -> column.group(1))
            .anyMatch(type -> type.contains("not null") && !type.contains("default"));
  }

  /// The statements, but for those about a table that an earlier one has made.
  private static List<String> ofOtherTables(String sql) {
    Set<String> made = new HashSet<>();
    List<String> statements = new ArrayList<>();
    String without =
        LEFT_OUT.matcher(sql).replaceAll(out -> out.group().startsWith("--") ? "" : "''");
    for (String part : without.split(";", -1)) {
      String statement = part.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
      Matcher makes = MADE.matcher(statement);
      if (makes.find()) {
        made.add(makes.group(1));
      }
      if (first(OF_TABLE, statement).filter(made::contains).isEmpty()) {
        statements.add(statement);
      }
    }
    return statements;
  }

  private static Optional<String> first(Pattern pattern, String statement) {
    Matcher matcher = pattern.matcher(statement);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static List<Path> newer(Set<String> before) throws IOException {
    return migrations().stream()
        .filter(file -> !before.contains(String.valueOf(file.getFileName())))
        .toList();
  }

  /// Those of every module.
  private static List<Path> migrations() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(MODULES)) {
      for (Path module : modules) {
        if (Files.isDirectory(module.resolve(MIGRATIONS))) {
          try (DirectoryStream<Path> each =
              Files.newDirectoryStream(module.resolve(MIGRATIONS), "V*.sql")) {
            each.forEach(files::add);
          }
        }
      }
    }
    return files;
  }

  /// The migrations of the version before, by name, with their hashes. `.ci/upgrade` compares the
  /// list with that version.
  private static Map<String, String> ofBefore() {
    try (Stream<String> lines = Files.lines(OF_BEFORE)) {
      return lines
          .map(line -> line.split("  ", -1))
          .collect(Collectors.toMap(line -> line[1], line -> line[0]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
