package tw.shouwang.api.process;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/// True in a process with the staff role. Beans that need a key of the staff role require it, so
/// that a public process neither needs nor has that key.
public final class InStaffProcess implements Condition {

  @Override
  public boolean matches(ConditionContext context) {
    return context.getBean(ProcessRoles.class).isStaff();
  }
}
