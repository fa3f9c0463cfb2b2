package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tw.shouwang.notifications.Delivery;

/// A13: a slow push service holds no more than one place.
class StrangerPlacesTest {

  private static final Duration QUICK = Duration.ofMillis(100);
  private static final Duration SLOW = Duration.ofSeconds(10);
  private static final Delivery DELIVERED = new Delivery.Delivered();
  private static final Delivery FAILED = new Delivery.Unknown();

  private final StrangerPlaces places = new StrangerPlaces(8, InstantSource.system());

  @Test
  void giveAHostThatIsNotKnownOnePlace() {
    assertThat(places.enter("slow.example")).isEmpty();

    assertThat(places.enter("slow.example")).isPresent();
    assertThat(places.enter("other.example")).isEmpty();
  }

  @Test
  void giveAHostThatAnswersWellMoreButNeverAll() {
    for (int i = 0; i < 20; i++) {
      send("good.example", DELIVERED, QUICK);
    }

    assertThat(entered("good.example", 10)).isEqualTo(3);
  }

  @Test
  void takeThemBackWhenItAnswersSlowlyOrFails() {
    for (Delivery delivery : new Delivery[] {DELIVERED, FAILED}) {
      String host = delivery + ".example";
      for (int i = 0; i < 20; i++) {
        send(host, DELIVERED, QUICK);
      }
      send(host, delivery, delivery.equals(FAILED) ? QUICK : SLOW);

      assertThat(entered(host, 10)).isOne();
    }
  }

  @Test
  void keepAPartForThoseThatAnswerWellHoweverManySlowOnesThereAre() {
    send("good.example", DELIVERED, QUICK);
    for (int i = 0; i < 100; i++) {
      places.enter("slow" + i + ".example");
    }

    assertThat(places.enter("good.example")).isEmpty();
    places.leave("good.example", DELIVERED, QUICK);
    assertThat(places.enter("new.example")).isPresent();
  }

  @Test
  void areAllFreeAgainAfterwards() {
    for (int round = 0; round < 50; round++) {
      for (int i = 0; i < 2_000; i++) {
        String host = (i % 3_000) + ".example";
        if (places.enter(host).isEmpty()) {
          places.leave(host, i % 7 == 0 ? FAILED : DELIVERED, i % 11 == 0 ? SLOW : QUICK);
        }
      }
    }

    int free = 0;
    for (int i = 0; i < 20; i++) {
      free += entered("fresh" + i + ".example", 1);
    }
    assertThat(free).isEqualTo(4);
  }

  @Test
  void sendAwayForLongerTheMoreThereAre() {
    places.enter("slow.example");
    Duration first = places.enter("slow.example").orElseThrow();
    for (int i = 0; i < 10_000; i++) {
      places.enter("slow.example");
    }

    Optional<Duration> last = places.enter("slow.example");
    assertThat(first).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(last.orElseThrow()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(90));
  }

  private void send(String host, Delivery delivery, Duration took) {
    assertThat(places.enter(host)).isEmpty();
    places.leave(host, delivery, took);
  }

  private int entered(String host, int tries) {
    int entered = 0;
    for (int i = 0; i < tries; i++) {
      entered += places.enter(host).isEmpty() ? 1 : 0;
    }
    return entered;
  }
}
