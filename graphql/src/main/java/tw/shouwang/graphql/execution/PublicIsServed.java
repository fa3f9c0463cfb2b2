package tw.shouwang.graphql.execution;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.ServedSchemas;

/// Holds in a process that serves the public schema; required by what answers at its addresses.
public final class PublicIsServed implements Condition {

  @Override
  public boolean matches(ConditionContext context) {
    return context
        .findBean(ServedSchemas.class)
        .map(served -> served.serves(SchemaSlice.PUBLIC))
        .orElse(true);
  }
}
