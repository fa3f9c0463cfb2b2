package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import tw.shouwang.notifications.AddressKey;

/// Queueing within Micronaut Data's transactions, as the application does it.
class JoinedTransactionIT {

  private static final AddressKey KEY = new AddressKey(new byte[AddressKey.LENGTH]);

  private final PGSimpleDataSource database = OutboxPostgres.fresh();
  private ApplicationContext context;
  private NotificationOutbox outbox;
  private TransactionOperations<Connection> transactions;

  @BeforeEach
  @SuppressWarnings("unchecked")
  void start() {
    context =
        ApplicationContext.run(
            Map.of(
                "datasources.default.url", String.valueOf(database.getUrl()),
                "datasources.default.username", "postgres",
                "test.joined-transaction", "true"));
    outbox = context.getBean(NotificationOutbox.class);
    transactions = context.getBean(TransactionOperations.class);
  }

  @AfterEach
  void stop() {
    context.close();
  }

  @Test
  void commitsAPushWithTheCallersTransaction() {
    transactions.executeWrite(status -> {
      outbox.queue(KEY, PushTiming.AT_ONCE);
      assertThat(OutboxPostgres.count(database, "outbox.push")).isZero();
      return null;
    });

    assertThat(OutboxPostgres.count(database, "outbox.push")).isOne();
  }

  @Test
  void leavesNoPushWhenTheCallerRollsBack() {
    assertThatThrownBy(() ->
            transactions.executeWrite(status -> {
              outbox.queue(KEY, PushTiming.AT_ONCE);
              throw new IllegalStateException("rolled back");
            }))
        .hasMessage("rolled back");

    assertThat(OutboxPostgres.count(database, "outbox.push")).isZero();
  }

  @Test
  void refusesToQueueOutsideATransaction() {
    assertThatThrownBy(() -> outbox.queue(KEY, PushTiming.AT_ONCE)).isInstanceOf(Exception.class);

    assertThat(OutboxPostgres.count(database, "outbox.push")).isZero();
  }

  @Factory
  @Requires(property = "test.joined-transaction")
  static class Beans {

    @Singleton
    OutboxDatabase outboxDatabase(DataSource dataSource) {
      return new OutboxDatabase(dataSource, DelegatingDataSource.unwrapDataSource(dataSource));
    }
  }
}
