package tw.shouwang.api.devices;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.ProcessRoles;

/// True in a public process that has the web push key or may make one. In `prod` web push is off
/// until an operator makes the key.
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
