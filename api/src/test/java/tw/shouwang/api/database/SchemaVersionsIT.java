package tw.shouwang.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.CommandsBeside;
import tw.shouwang.api.database.SchemaVersions.Fit;
import tw.shouwang.api.process.StartRefused;
import tw.shouwang.api.testing.OwnerSql;

/// O9: what a node does on a schema of another version. It knows only the password of its own role.
@MicronautTest(transactional = false)
class SchemaVersionsIT implements EmbeddedTest {

  private static final String HISTORY = "migrations.flyway_schema_history";

  @Inject SchemaVersions versions;
  @Inject SchemaHealth health;
  @Inject DatabaseStart start;
  @Inject Database database;
  @Inject OwnerSql owner;
  @Inject CommandsBeside commands;

  @Inject
  @Client("/")
  HttpClient client;

  @AfterEach
  void asItWas() throws SQLException {
    owner.run("delete from " + HISTORY + " where version::int > 900");
    owner.run("update " + HISTORY + " set success = true");
    owner.run("grant select on " + HISTORY + " to shouwang_public, shouwang_staff");
    health.look();
  }

  @Test
  void startsOnItsOwnSchema() throws SQLException {
    assertThat(fit()).isEqualTo(new Fit.Same());
  }

  @Test
  void stopsOnAnOlderSchemaAndNamesWhatIsMissing() throws SQLException {
    owner.run("update " + HISTORY + " set success = false where version in ('030', '235')");
    assertThat(fit()).isEqualTo(new Fit.Behind(Set.of(30, 235)));
    assertThatThrownBy(this::start)
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith("V030, V235 have not run: run `migrate`");
  }

  @Test
  void stopsOnASchemaThatIsTooOldToTell() throws SQLException {
    owner.run("revoke select on " + HISTORY + " from shouwang_public, shouwang_staff");
    assertThat(fit()).isEqualTo(new Fit.Behind(Set.of()));
    assertThatThrownBy(this::start)
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("have not run: run `migrate`");
  }

  @Test
  void goesOnWhereANewerVersionHasOnlyAdded() throws SQLException {
    ran(901, "more columns");
    start();
    assertThat(fit()).isEqualTo(new Fit.Ahead(Set.of(901), Set.of()));
    assertThat(commands.run("check").said())
        .containsPattern("due +database +The schema is newer than this version: V901");
    health.look();
    assertThat(readiness()).contains("\"UP\"");
  }

  @Test
  void doesNotStartWhereANewerVersionHasTakenSomethingAwayAndGoesOnIfItRuns() throws SQLException {
    ran(901, "more columns");
    ran(902, "contract old columns");
    assertThatThrownBy(this::start)
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("V902 may have taken away what it uses: upgrade this node");
    assertThat(commands.run("check").said())
        .containsPattern("wrong +database +The schema is newer");
    health.look();
    assertThat(readiness()).contains("DEGRADED");
  }

  /// O12: the role of a process with both roles is two grants short: a sentence with the statement,
  /// which the README has too.
  @Test
  void namesTheGrantThatACombinedProcessLacks() throws Exception {
    String name = database.access().url();
    try (Connection connection =
            TestCluster.get().superuser(name.substring(name.lastIndexOf('/') + 1));
        Statement statement = connection.createStatement()) {
      statement.execute("revoke shouwang_staff from shouwang_combined");
      try {
        assertThat(commands.run("check").said())
            .containsPattern("missing +database +Let whoever made the roles run: grant")
            .contains("grant shouwang_public, shouwang_staff to shouwang_combined;")
            .doesNotContain("have not run");
        assertThat(commands.run("migrate").said()).contains(DatabaseCheck.GRANT);
      } finally {
        statement.execute("grant shouwang_staff to shouwang_combined");
      }
    }
    assertThat(Files.readString(Path.of("../README.md")))
        .contains("grant shouwang_public, shouwang_staff to shouwang_combined;");
  }

  private Fit fit() throws SQLException {
    try (Connection connection = start.connect(database.access())) {
      return versions.of(connection);
    }
  }

  private void start() throws SQLException {
    try (Connection connection = start.connect(database.access())) {
      versions.refuseIfUnfit(connection);
    }
  }

  private void ran(int version, String description) throws SQLException {
    owner.run(
        """
        insert into migrations.flyway_schema_history (
          installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
        values (%d, '%d', '%s', 'SQL', 'V%d__.sql', 0, 'shouwang_owner', 1, true)
        """
            .formatted(version, version, description, version));
  }

  private String readiness() {
    return client.toBlocking().retrieve("/health/readiness");
  }
}
