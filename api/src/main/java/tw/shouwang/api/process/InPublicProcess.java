package tw.shouwang.api.process;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/// True in a process with the public role. Beans that need a key of the public role require it, so
/// that a staff process neither needs nor has that key.
public final class InPublicProcess implements Condition {

  @Override
  public boolean matches(ConditionContext context) {
    return context.getBean(ProcessRoles.class).isPublic();
  }
}
