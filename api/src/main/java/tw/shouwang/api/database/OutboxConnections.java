package tw.shouwang.api.database;

import io.micronaut.context.annotation.Factory;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import tw.shouwang.notifications.outbox.OutboxDatabase;

/// Lets the outbox write in a caller's transaction: the injected data source returns that
/// transaction's connection, and throws outside a transaction.
@Factory
final class OutboxConnections {

  @Singleton
  OutboxDatabase outbox(DataSource joining, DataSourceResolver pools) {
    return new OutboxDatabase(joining, pools.resolve(joining));
  }
}
