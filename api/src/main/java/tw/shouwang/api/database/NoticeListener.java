package tw.shouwang.api.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.PGConnection;
import tw.shouwang.foundation.RestartingThread;

/// Listens to one PostgreSQL channel on its own connection. Runs an action for each notice, on each
/// new connection, and at intervals, in case a notice was lost. Reconnects after a broken
/// connection, and continues after failures of the action.
public final class NoticeListener implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Database database;
  private final String channel;
  private final Duration poll;
  private final Runnable act;
  private final RestartingThread.Observer observer;
  private final RestartingThread thread;
  private volatile boolean stopped;

  /// @param channel a name from our code, e.g. `directory_changed`; it becomes part of a statement
  /// @param poll how often the action runs without a notice
  /// @param observer is told of successes and failures
  public NoticeListener(
      Database database,
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

  /// Starts to listen, unless it was started before.
  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    stopped = true;
    thread.close();
  }

  /// Returns or throws when the connection breaks or the action fails.
  private void listen() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("listen " + channel);
      PGConnection notices = connection.unwrap(PGConnection.class);
      while (!stopped) {
        act.run();
        observer.completed(channel);
        notices.getNotifications((int) poll.toMillis());
        // Detects a server that disappeared without closing the connection.
        statement.execute("select 1");
      }
    }
  }

  /// Connects past a pooler, which would give the listening session to somebody else.
  private Connection connect() throws SQLException {
    DatabaseRole role = database.servingRole();
    Properties properties = new Properties();
    properties.setProperty("user", role.userName());
    properties.setProperty("password", database.access().password(role).orElseThrow());
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("loginTimeout", "2");
    properties.setProperty("socketTimeout", "5");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "shouwang-" + channel);
    return DriverManager.getConnection(database.access().url(), properties);
  }
}
