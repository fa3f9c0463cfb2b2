package tw.shouwang.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.database.DatabaseStart;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.testing.OwnerSql;

/// 18: a command that forgets to have the database set up finds what an operator's would find, and
/// not what the test's own node has read.
@MicronautTest(transactional = false)
class PartsOnDemandIT implements EmbeddedTest {

  @Inject CommandsBeside commands;
  @Inject DatabaseStart node;
  @Inject SnapshotStore store;
  @Inject OwnerSql owner;

  @Test
  void nothingIsSetUpBeforeACommandAsksForIt() {
    assertThat(node.isReady()).isTrue();
    try (PartsOnDemand parts = commands.parts()) {
      assertThat(parts.get(DatabaseStart.class).isReady()).isFalse();
      assertThat(parts.afterSetUp(DatabaseStart.class).isReady()).isTrue();
      assertThat(parts.get(SnapshotStore.class).current().version())
          .as("the node's own database")
          .isEqualTo(store.current().version());
      assertThat(parts.get(SnapshotStore.class)).isNotSameAs(store);
    }
  }

  /// 5, O9: `check` only looks, also with the owner's password.
  @Test
  void checkNamesTheMigrationsThatHaveNotRunAndRunsNone() throws SQLException {
    String history = "migrations.flyway_schema_history";
    owner.run(
        "create table migrations.kept as select * from " + history + " where version = '235'");
    owner.run("delete from " + history + " where version = '235'");
    try {
      CommandsBeside.Ended looked = commands.run("check");
      assertThat(looked.status()).isEqualTo(2);
      assertThat(looked.said())
          .containsPattern("wrong +database +V235 have not run: run `migrate`");
      assertThat(owner.ask("select count(*) from " + history + " where version = '235'"))
          .isEqualTo("0");
    } finally {
      owner.run("delete from " + history + " where version = '235'");
      owner.run("insert into " + history + " select * from migrations.kept");
      owner.run("drop table migrations.kept");
    }
    CommandsBeside.Ended migrated = commands.run("migrate");
    assertThat(migrated.status()).as(migrated.said()).isZero();
    assertThat(commands.run("check").said()).contains("The schema is that of this version.");
  }

  /// O14: a folder in which there is nothing to replay is a mistake, and nothing was replayed.
  @Test
  void restoreRefusesAFolderWithoutALedger(@TempDir Path folder) {
    CommandsBeside.Ended ended = commands.run("restore", folder.toString());
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.said())
        .contains("there is no ledger of erasures in " + folder + "; nothing was replayed");
    assertThat(commands.run("restore", folder.resolve("away").toString()).status()).isEqualTo(2);
  }

  /// 22: one way to say that the words are wrong, which ends where the command writes.
  @Test
  void aMistakeIsToldWhereTheCommandWrites() {
    String[][] mistakes = {
      {"sites", "issue", "1", "CLINIC", "安心", "--link", "https://a.example/r", "--out", "p.svg"},
      {"guide", "--language", "fr"},
      {"messages", "--language", "fr"}
    };
    for (String[] words : mistakes) {
      CommandsBeside.Ended ended = commands.run(words);
      assertThat(ended.status()).isEqualTo(2);
      assertThat(ended.said())
          .containsAnyOf("there is no area with this code", "no language of ours has this tag")
          .contains("Usage: shouwang " + words[0]);
    }
  }
}
