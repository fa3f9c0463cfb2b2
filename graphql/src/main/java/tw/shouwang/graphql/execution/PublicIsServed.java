package tw.shouwang.graphql.execution;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.ServedSchemas;

/// True in a process that serves the public schema; a condition of the beans at its addresses.
public final class PublicIsServed implements Condition {

  @Override
  public boolean matches(ConditionContext context) {
    return context
        .findBean(ServedSchemas.class)
        .map(served -> served.serves(SchemaSlice.PUBLIC))
        .orElse(true);
  }
}
