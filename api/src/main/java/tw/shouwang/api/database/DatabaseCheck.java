package tw.shouwang.api.database;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tw.shouwang.api.database.SchemaVersions.Fit;
import tw.shouwang.api.process.ProcessRoles;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;

/// Checks PostgreSQL: that it answers, is new enough, keeps what it confirms, ends statements after
/// their timeout, is reached by TLS, has our schema and our time, and that its replica follows it.
@Singleton
final class DatabaseCheck implements SetupCheck {

  private static final int OLDEST = 150_000;
  private static final Duration MOST_SKEW = Duration.ofSeconds(2);
  private static final String MIGRATE =
      "run `migrate` with shouwang.database.owner-password. Nothing was changed.";

  static final String GRANT =
      "Let whoever made the roles run: grant shouwang_public, shouwang_staff to shouwang_combined;";

  private static final Pattern HOSTS = Pattern.compile("jdbc:postgresql://([^/?]*).*");
  private static final Pattern LOOPBACK =
      Pattern.compile("(|127\\.0\\.0\\.1|localhost|\\[::1])(:[0-9]+)?");

  private final Database database;
  private final DatabaseStart start;
  private final DurabilityCheck durability;
  private final TimeoutCheck timeouts;
  private final SchemaVersions versions;
  private final DatabaseSettings settings;
  private final ProcessRoles roles;

  DatabaseCheck(
      Database database,
      DatabaseStart start,
      DurabilityCheck durability,
      TimeoutCheck timeouts,
      SchemaVersions versions,
      DatabaseSettings settings,
      ProcessRoles roles) {
    this.database = database;
    this.start = start;
    this.durability = durability;
    this.timeouts = timeouts;
    this.versions = versions;
    this.settings = settings;
    this.roles = roles;
  }

  @Override
  public String topic() {
    return "database";
  }

  /// A start checks the database by itself, and continues while the database is unavailable.
  @Override
  public boolean atStart() {
    return false;
  }

  @Override
  public List<SetupFinding> look() throws SQLException {
    DatabaseAccess access = database.access();
    List<SetupFinding> findings = new ArrayList<>();
    try (Connection connection = start.connect(access)) {
      int version = Integer.parseInt(value(connection, "show server_version_num"));
      findings.add(
          found(
              version < OLDEST ? Level.WRONG : Level.OK,
              "PostgreSQL %s answers as %s; 15 or later is needed."
                  .formatted(
                      value(connection, "show server_version"),
                      database.servingRole().userName())));
      durability.run(connection);
      for (String statement : timeouts.run(connection)) {
        findings.add(found(Level.WEAK, "A timeout is not set: " + statement));
      }
      clock(connection).ifPresent(findings::add);
      if (hasItsRoles(connection, database.servingRole())) {
        findings.add(schema(connection));
      } else {
        findings.add(found(Level.MISSING, GRANT));
      }
    }
    if (access.password(DatabaseRole.VAULT).isPresent()) {
      vault(access).ifPresent(findings::add);
    }
    transport("shouwang.database.url", access.url()).ifPresent(findings::add);
    String pooled = access.pooledUrl();
    if (pooled != null) {
      transport("shouwang.database.pool-url", pooled).ifPresent(findings::add);
      findings.add(pooler(pooled, access));
    }
    String replica = settings.replicaUrl();
    if (replica != null && roles.isStaff()) {
      transport("shouwang.database.replica-url", replica).ifPresent(findings::add);
      findings.add(replica(replica, access));
    }
    return findings;
  }

  private Optional<SetupFinding> vault(DatabaseAccess access) throws SQLException {
    try (Connection vault = start.connect(access, DatabaseRole.VAULT)) {
      return Optional.empty();
    } catch (SQLException e) {
      if (!String.valueOf(e.getSQLState()).startsWith("28")) {
        throw e;
      }
      return Optional.of(
          found(
              Level.WRONG,
              "The database does not let shouwang_vault in: check shouwang.database.vault-password"
                  + " and its grants. No device could be told of anything."));
    }
  }

  private SetupFinding replica(String url, DatabaseAccess access) {
    try (Connection database = start.connect(access);
        Connection replica = start.connect(new DatabaseAccess(url, access.passwords()))) {
      if (!value(replica, "select pg_is_in_recovery()::text").equals("true")) {
        return found(
            Level.WEAK,
            "shouwang.database.replica-url leads to a database that follows no other: figures are"
                + " counted there, and it is spared nothing.");
      }
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      Instant reached = DatabaseReplica.reached(replica, DatabaseReplica.confirmed(database, now));
      Duration delay = Duration.between(reached, now);
      return delay.compareTo(settings.replicaMostDelay()) > 0
          ? found(
              Level.WEAK,
              "The replica is %d s behind: figures are counted in the database itself."
                  .formatted(delay.toSeconds()))
          : found(Level.OK, "The replica is %d s behind.".formatted(delay.toSeconds()));
    } catch (SQLException e) {
      return found(
          Level.WEAK,
          "The replica at shouwang.database.replica-url does not answer: figures are counted in"
              + " the database itself.");
    }
  }

  private Optional<SetupFinding> clock(Connection connection) throws SQLException {
    Instant before = Instant.now();
    Instant there =
        Instant.ofEpochMilli(
            Long.parseLong(
                value(
                    connection,
                    "select (extract(epoch from clock_timestamp()) * 1000)::bigint::text")));
    Duration ahead = Duration.between(before, there);
    return ahead.abs().compareTo(MOST_SKEW) <= 0
        ? Optional.empty()
        : Optional.of(
            found(
                Level.WEAK,
                "The database's clock and this node's differ by %d s: let both follow the time."
                    .formatted(ahead.abs().toSeconds())));
  }

  /// Whether the combined role has the rights of the public and the staff role: without them every
  /// query of a process with both roles would fail.
  static boolean hasItsRoles(Connection connection, DatabaseRole serving) throws SQLException {
    return serving != DatabaseRole.COMBINED
        || value(
                connection,
                "select (pg_has_role('shouwang_public', 'usage') and"
                    + " pg_has_role('shouwang_staff', 'usage'))::text")
            .equals("true");
  }

  private SetupFinding pooler(String pooled, DatabaseAccess access) throws SQLException {
    try (Connection connection = start.connect(new DatabaseAccess(pooled, access.passwords()))) {
      return connection.isValid(2)
          ? found(Level.OK, "The pooler at shouwang.database.pool-url answers.")
          : found(Level.WRONG, "The pooler at shouwang.database.pool-url does not answer.");
    }
  }

  private Optional<SetupFinding> transport(String setting, String url) {
    Matcher hosts = HOSTS.matcher(url);
    boolean here =
        hosts.matches()
            && Arrays.stream(hosts.group(1).split(",", -1))
                .allMatch(host -> LOOPBACK.matcher(host).matches());
    return here || url.contains("sslmode=verify-full")
        ? Optional.empty()
        : Optional.of(
            found(
                Level.WEAK,
                setting
                    + " leads to another machine without sslmode=verify-full: whoever is between"
                    + " reads along."));
  }

  private SetupFinding schema(Connection connection) throws SQLException {
    if (value(connection, "select (to_regnamespace('cases') is null)::text").equals("true")) {
      return found(Level.WRONG, "No migration has run: " + MIGRATE);
    }
    return switch (versions.of(connection)) {
      case Fit.Same() -> found(Level.OK, "The schema is that of this version.");
      case Fit.Behind behind -> found(Level.WRONG, behind.sentence());
      case Fit.Ahead ahead -> found(ahead.isSafe() ? Level.DUE : Level.WRONG, ahead.sentence());
    };
  }

  private static String value(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }
}
