package tw.shouwang.api.directory;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears of changes of the directory on a connection of its own, and asks by itself now and then in
/// case a notice was lost. Connects again when the connection breaks; the snapshot goes on serving
/// meanwhile.
@Singleton
class ChangeListener {

  static final String CHANNEL = "directory_changed";

  private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DatasourceConfiguration database;
  private final SnapshotLoader loader;
  private final Duration poll;
  private @Nullable Thread thread;
  private volatile boolean stopped;

  ChangeListener(
      @Named("default") DatasourceConfiguration database,
      SnapshotLoader loader,
      DirectorySettings settings) {
    this.database = database;
    this.loader = loader;
    this.poll = settings.poll();
  }

  synchronized void start() {
    if (thread == null && !stopped) {
      thread = Thread.ofVirtual().name("directory-changes").start(this::run);
    }
  }

  @PreDestroy
  synchronized void stop() {
    stopped = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void run() {
    boolean told = false;
    while (!stopped) {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute("listen " + CHANNEL);
        if (told) {
          LOG.info("listening for changes of the directory again");
          told = false;
        }
        PGConnection notices = connection.unwrap(PGConnection.class);
        while (!stopped) {
          loader.refresh();
          notices.getNotifications((int) poll.toMillis());
          // Finds out that the server is gone even where no packet says so.
          statement.execute("select 1");
        }
      } catch (SQLException | RuntimeException e) {
        if (!told && !stopped) {
          LOG.warn("cannot hear of changes of the directory; serving the last one", e);
          told = true;
        }
        pause();
      }
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", database.getUsername());
    properties.setProperty("password", database.getPassword());
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("loginTimeout", "2");
    properties.setProperty("socketTimeout", "5");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "shouwang-directory");
    return DriverManager.getConnection(database.getUrl(), properties);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
