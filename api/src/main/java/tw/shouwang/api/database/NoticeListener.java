package tw.shouwang.api.database;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
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

/// Hears one channel of PostgreSQL's on a connection of its own, and acts on each notice, on each
/// new connection, and by itself now and then in case a notice was lost. Connects again when the
/// connection breaks.
public final class NoticeListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NoticeListener.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DatasourceConfiguration database;
  private final String channel;
  private final Duration poll;
  private final Runnable act;
  private @Nullable Thread thread;
  private volatile boolean stopped;

  /// @param channel a name of ours, e.g. `directory_changed`; it becomes part of a statement
  /// @param poll how often to act without a notice
  public NoticeListener(
      DatasourceConfiguration database, String channel, Duration poll, Runnable act) {
    this.database = database;
    this.channel = channel;
    this.poll = poll;
    this.act = act;
  }

  /// Begins to listen, unless it does already.
  public synchronized void start() {
    if (thread == null && !stopped) {
      thread = Thread.ofVirtual().name(channel).start(this::run);
    }
  }

  @Override
  public synchronized void close() {
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
        statement.execute("listen " + channel);
        if (told) {
          LOG.info("listening to {} again", channel);
          told = false;
        }
        PGConnection notices = connection.unwrap(PGConnection.class);
        while (!stopped) {
          act.run();
          notices.getNotifications((int) poll.toMillis());
          // Finds out that the server is gone even where no packet says so.
          statement.execute("select 1");
        }
      } catch (SQLException | RuntimeException e) {
        if (!told && !stopped) {
          LOG.warn("cannot listen to {}; trying again until it works", channel, e);
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
    properties.setProperty("ApplicationName", "shouwang-" + channel);
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
