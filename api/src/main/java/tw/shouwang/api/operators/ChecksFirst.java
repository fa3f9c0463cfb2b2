package tw.shouwang.api.operators;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import tw.shouwang.api.process.Environments;

/// Asks the checks of a start before a connection to the database is there: a start that is refused
/// has migrated nothing, sent nothing and run no job.
@Context
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
@Requires(notEnv = Environments.COMMAND)
final class ChecksFirst {

  ChecksFirst(SetupChecks checks) {
    checks.atStart();
  }
}
