package tw.shouwang.api.devices;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import tw.shouwang.api.process.ProcessRoles;

/// Holds in a process that strangers reach.
final class InPublicProcess implements Condition {

  @Override
  public boolean matches(ConditionContext context) {
    return context.getBean(ProcessRoles.class).isPublic();
  }
}
