package tw.shouwang.notifications.outbox;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

@Factory
final class OutboxBeans {

  @Singleton
  PushRules rules() {
    return PushRules.DESIGN;
  }
}
