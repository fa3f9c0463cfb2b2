package tw.shouwang.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tw.shouwang.api.testing.UnreliableProxy;
import tw.shouwang.api.testing.UnreliableProxy.Manner;

/// O6: an operator is alerted to a database that does not answer a node.
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseWatchIT implements EmbeddedTest {

  private UnreliableProxy proxy = new UnreliableProxy(0);

  @Inject DatabaseHealth health;
  @Inject DatabaseReplica replica;

  @Override
  public Map<String, String> getProperties() {
    Map<String, String> properties = new HashMap<>(EmbeddedTest.super.getProperties());
    String url = properties.getOrDefault("shouwang.database.url", "");
    int port = URI.create(url.substring("jdbc:".length())).getPort();
    proxy = new UnreliableProxy(port);
    properties.put(
        "shouwang.database.url", url.replace(":" + port + "/", ":" + proxy.port() + "/"));
    return properties;
  }

  @AfterAll
  void stop() throws Exception {
    proxy.close();
  }

  @Test
  void showsForHowLongTheDatabaseHasNotAnswered() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-30T04:00:00Z"));
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    DatabaseWatch watch = new DatabaseWatch(health, replica, now::get, registry);
    lookUntil(false, watch, now, registry);

    for (Manner manner : new Manner[] {Manner.REFUSE, Manner.SWALLOW}) {
      proxy.behave(manner);
      lookUntil(true, watch, now, registry);
      now.updateAndGet(before -> before.plus(Duration.ofSeconds(90)));
      watch.look();
      assertThat(away(registry)).as(manner.name()).isGreaterThanOrEqualTo(90);

      proxy.behave(Manner.PASS);
      lookUntil(false, watch, now, registry);
    }
  }

  /// Looks until the gauge says so; each look is a second later. A connection that was open before
  /// may still answer once, and one that hangs ends by its limit.
  private static void lookUntil(
      boolean away, DatabaseWatch watch, AtomicReference<Instant> now, SimpleMeterRegistry seen) {
    for (int i = 0; i < 100 && away != away(seen) > 0; i++) {
      watch.look();
      now.updateAndGet(before -> before.plus(Duration.ofSeconds(1)));
      LockSupport.parkNanos(100_000_000);
    }
    assertThat(away(seen) > 0).isEqualTo(away);
  }

  private static double away(SimpleMeterRegistry seen) {
    return seen.get("shouwang.database.away.seconds").gauge().value();
  }
}
