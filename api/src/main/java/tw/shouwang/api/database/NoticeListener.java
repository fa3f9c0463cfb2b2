package tw.shouwang.api.database;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.PGConnection;
import tw.shouwang.foundation.RestartingThread;

/// Hears one channel of PostgreSQL's on a connection of its own, and acts on each notice, on each
/// new connection, and by itself now and then in case a notice was lost. Connects again when the
/// connection breaks, and goes on whatever acting throws.
public final class NoticeListener implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DatasourceConfiguration database;
  private final String channel;
  private final Duration poll;
  private final Runnable act;
  private final RestartingThread.Observer observer;
  private final RestartingThread thread;
  private volatile boolean stopped;

  /// @param channel a name of ours, e.g. `directory_changed`; it becomes part of a statement
  /// @param poll how often to act without a notice
  /// @param observer hears whether it works
  public NoticeListener(
      DatasourceConfiguration database,
      String channel,
      Duration poll,
      Runnable act,
      RestartingThread.Observer observer) {
    this.database = database;
    this.channel = channel;
    this.poll = poll;
    this.act = act;
    this.observer = observer;
    this.thread = new RestartingThread(channel, PAUSE, this::listen, observer);
  }

  /// Begins to listen, unless it does already.
  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    stopped = true;
    thread.close();
  }

  /// Until the connection breaks or acting fails.
  private void listen() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("listen " + channel);
      PGConnection notices = connection.unwrap(PGConnection.class);
      while (!stopped) {
        act.run();
        observer.completed(channel);
        notices.getNotifications((int) poll.toMillis());
        // Finds out that the server is gone even where no packet says so.
        statement.execute("select 1");
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
}
