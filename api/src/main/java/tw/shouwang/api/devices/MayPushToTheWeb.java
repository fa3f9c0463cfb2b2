package tw.shouwang.api.devices;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.ProcessRoles;

/// Holds in a public process that has the key for web push, or may make one: in `prod` web push is
/// off until an operator makes it.
final class MayPushToTheWeb implements Condition {

  @Override
  public boolean matches(ConditionContext context) {
    if (!context.getBean(ProcessRoles.class).isPublic()) {
      return false;
    }
    KeyFiles keys = context.getBean(KeyFiles.class);
    return keys.makesMissing() || keys.find(WebPushKey.FILE).isPresent();
  }
}
