package tw.shouwang.api.testing;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import tw.shouwang.api.database.TestCluster;

/// A service whose jobs are stopped, so that a test does what they do at moments of its choice, and
/// takes two steps on its cases at the same moment.
public final class JoblessService implements AutoCloseable {

  private final EmbeddedServer server;
  private final String database;
  private final Connection superuser;

  private JoblessService(EmbeddedServer server, String database) throws SQLException {
    this.server = server;
    this.database = database;
    this.superuser = TestCluster.get().superuser(database);
  }

  /// @param properties with those of [tw.shouwang.api.database.EmbeddedTest]
  public static JoblessService start(Map<String, String> properties) throws SQLException {
    EmbeddedServer server =
        ApplicationContext.run(EmbeddedServer.class, Map.copyOf(properties), Environment.TEST);
    // A job that waits for a held case would be taken for a step that waits for it.
    server
        .getApplicationContext()
        .getBean(ExecutorService.class, Qualifiers.byName(TaskExecutors.SCHEDULED))
        .shutdownNow();
    String url = properties.getOrDefault("shouwang.database.url", "");
    return new JoblessService(server, url.substring(url.lastIndexOf('/') + 1));
  }

  public ApplicationContext context() {
    return server.getApplicationContext();
  }

  /// A connection that sees every table, and which backends wait for which.
  public Connection everything() {
    return superuser;
  }

  public void execute(String sql) throws SQLException {
    try (Statement statement = superuser.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Holds cases, starts the first step until it waits for them, then the second, and lets go. A
  /// step that needs none of them runs at once.
  ///
  /// @return the answers
  public <T> List<T> inOrder(
      Collection<String> cases, Callable<? extends T> first, Callable<? extends T> second)
      throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection holder = TestCluster.get().superuser(database);
        Statement hold = holder.createStatement()) {
      holder.setAutoCommit(false);
      hold.execute(
          cases.stream()
              .map(id -> "'" + id + "'")
              .collect(
                  Collectors.joining(
                      ", ",
                      "select from cases.case_file where id in (",
                      ") order by id for update")));
      Future<? extends T> one = threads.submit(first);
      LockWait.behind(holder, superuser, 1, one);
      Future<? extends T> other = threads.submit(second);
      LockWait.behind(holder, superuser, one.isDone() ? 1 : 2, other);
      holder.commit();
      return List.of(one.get(), other.get());
    }
  }

  @Override
  public void close() throws SQLException {
    superuser.close();
    server.close();
  }
}
