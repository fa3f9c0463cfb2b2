package tw.shouwang.api.database;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import tw.shouwang.api.process.Environments;

/// Makes the [Database] first at boot, so that an operator gets the message about a missing
/// database before any other. A command makes it when it needs it.
@Context
@Order(Ordered.HIGHEST_PRECEDENCE)
@Requires(notEnv = Environments.COMMAND)
final class DatabaseFirst {

  DatabaseFirst(Database database) {}
}
