package tw.shouwang.graphql.streams;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.InstantSource;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Hooks;
import tw.shouwang.foundation.Alarm;

/// Takes the errors of streams whose client has gone, which nobody waits for any more. Reactor
/// would log each with its stack trace, and any client can cause them: it leaves while an event is
/// written.
@Context
final class DroppedErrors {

  private final Alarm alarm;

  DroppedErrors(InstantSource clock) {
    this.alarm = new Alarm(LoggerFactory.getLogger(DroppedErrors.class), clock);
  }

  @PostConstruct
  void listen() {
    // Reactor calls one listener after another, so that each would write its own line.
    Hooks.resetOnErrorDropped();
    Hooks.onErrorDropped(error ->
        alarm.warn(
            "an error came after its stream had ended: {}", error.getClass().getSimpleName()));
  }

  @PreDestroy
  void stop() {
    Hooks.resetOnErrorDropped();
  }
}
