package tw.shouwang.api.database;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.env.Environment;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.database.SchemaVersions.Fit;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.StartRefused;

/// Migrates the database and runs every [DatabaseSetup].
///
/// An unavailable database does not prevent the start, because a node serves the directory without
/// it; these steps then run once the database is available.
@Singleton
public class DatabaseStart {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseStart.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int LOGIN_SECONDS = 3;

  /// How long a command waits to connect. A command runs once and its operator waits for the end,
  /// so a busy machine must not make it fail. A node connects with a shorter limit, because people
  /// wait for its answers and it connects again by itself.
  static final int LOGIN_SECONDS_OF_COMMANDS = 20;

  private final boolean command;
  private final boolean looks;
  private final Database database;
  private final Migrations migrations;
  private final DurabilityCheck durability;
  private final TimeoutCheck timeouts;
  private final SchemaVersions versions;
  private final BeanProvider<DatabaseSetup> setups;

  private boolean migrated;
  private volatile boolean ready;
  private volatile boolean stopped;
  private @Nullable Thread waiting;
  private @Nullable String said;

  DatabaseStart(
      Environment environment,
      Database database,
      Migrations migrations,
      DurabilityCheck durability,
      TimeoutCheck timeouts,
      SchemaVersions versions,
      BeanProvider<DatabaseSetup> setups) {
    this.command = environment.getActiveNames().contains(Environments.COMMAND);
    this.looks = environment.getActiveNames().contains(Environments.LOOK);
    this.database = database;
    this.migrations = migrations;
    this.durability = durability;
    this.timeouts = timeouts;
    this.versions = versions;
    this.setups = setups;
  }

  /// Whether all steps have been done since this process started.
  public boolean isReady() {
    return ready;
  }

  /// Runs the migrations before a connection of a pool uses a table.
  synchronized void migrate() {
    if (migrated || looks) {
      return;
    }
    DatabaseAccess access = database.access();
    try (Connection connection = connect(access)) {
      durability.run(connection);
      migrations.run(access);
      try (Connection serving = connect(access)) {
        timeouts.run(serving);
        if (access.password(DatabaseRole.VAULT).isPresent()) {
          connect(access, DatabaseRole.VAULT).close();
        }
        if (!DatabaseCheck.hasItsRoles(serving, database.servingRole())) {
          throw new StartRefused(DatabaseCheck.GRANT);
        }
        if (versions.refuseIfUnfit(serving) instanceof Fit.Ahead ahead) {
          LOG.warn("{}", ahead.sentence());
        }
      }
      migrated = true;
    } catch (SQLException e) {
      unavailable(e, Optional.ofNullable(e.getSQLState()));
    } catch (FlywayException e) {
      unavailable(e, sqlState(e));
    }
  }

  /// Runs all steps as the tables' owner, who alone can migrate.
  ///
  /// @throws StartRefused without the owner's password, or if the database is unavailable
  void setUpAsOwner() {
    if (database.access().password(DatabaseRole.OWNER).isEmpty()) {
      throw new StartRefused(
          "Only the owner of the tables can migrate: set shouwang.database.owner-password.");
    }
    setUpForCommand();
  }

  /// Runs all steps, for a command that needs them.
  ///
  /// @throws StartRefused if the database is unavailable
  public void setUpForCommand() {
    migrate();
    if (!ready) {
      setUp();
    }
  }

  @EventListener
  void onStartup(StartupEvent event) {
    if (command) {
      return;
    }
    migrate();
    if (migrated) {
      setUp();
    } else {
      LOG.warn("the database is unavailable; what needs it starts when it is back");
      waiting = Thread.ofVirtual().name("database-start").start(this::keepTrying);
    }
  }

  @PreDestroy
  void stop() {
    stopped = true;
    if (waiting != null) {
      waiting.interrupt();
    }
  }

  private void keepTrying() {
    while (!stopped && !ready) {
      try {
        Thread.sleep(RETRY);
        migrate();
        if (migrated) {
          setUp();
          LOG.info("the database is back");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (StartRefused e) {
        sayOnce(e);
      } catch (RuntimeException e) {
        LOG.error("the database is back but not of use yet", e);
      }
    }
  }

  /// Logs once what only an operator can mend; it is checked again every second.
  private void sayOnce(StartRefused refusal) {
    String sentence = String.valueOf(refusal.getMessage());
    if (!sentence.equals(said)) {
      said = sentence;
      LOG.error("the database is back but not of use yet: {}", sentence);
    }
  }

  private void setUp() {
    setups.stream()
        .sorted(Comparator.comparingInt(DatabaseSetup::order))
        .forEach(DatabaseSetup::setUp);
    ready = true;
  }

  Connection connect(DatabaseAccess access) throws SQLException {
    return connect(access, database.servingRole());
  }

  Connection connect(DatabaseAccess access, DatabaseRole role) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", role.userName());
    properties.setProperty("password", access.password(role).orElseThrow());
    String seconds =
        Integer.toString(command && !looks ? LOGIN_SECONDS_OF_COMMANDS : LOGIN_SECONDS);
    properties.setProperty("loginTimeout", seconds);
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    return DriverManager.getConnection(access.url(), properties);
  }

  private void unavailable(Exception e, Optional<String> sqlState) {
    String state = sqlState.orElse("");
    if (state.startsWith("28")) {
      throw new StartRefused(
          "The database does not let this process in: check the passwords of its roles.", e);
    }
    if (command && state.startsWith("08")) {
      throw new StartRefused("The database does not answer, and this command needs it.", e);
    }
    // 08: cannot connect; 57P: shutting down or starting up; 53: out of resources or connections.
    boolean comesBack = state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    if (database.isEmbedded() || !comesBack) {
      // The message is about the schema and never about a person, so the operator may see it.
      throw new StartRefused(
          "The database cannot be brought to the form this version needs: " + e.getMessage(), e);
    }
  }

  private static Optional<String> sqlState(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return Optional.of(sql.getSQLState());
      }
    }
    return Optional.empty();
  }
}
