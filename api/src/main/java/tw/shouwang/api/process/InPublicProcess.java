package tw.shouwang.api.process;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/// Holds in a process that strangers reach. What needs a key of the public role alone requires it,
/// so that a staff process neither needs nor has that key.
public final class InPublicProcess implements Condition {

  @Override
  public boolean matches(ConditionContext context) {
    return context.getBean(ProcessRoles.class).isPublic();
  }
}
