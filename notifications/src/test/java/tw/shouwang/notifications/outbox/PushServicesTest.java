package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tw.shouwang.notifications.Delivery;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.NotificationSender;
import tw.shouwang.notifications.PushState;

class PushServicesTest {

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T04:00:00Z"));

  @Test
  void isOffWhereNothingIsSetUp() {
    assertThat(services().state()).isEqualTo(PushState.OFF);
    assertThat(services().states()).isEmpty();
  }

  @Test
  void failsAndPausesWithItsOneService() {
    PushServices services = services(new Named("firebase", true), new Named("web", false));
    fail(services, 3);
    assertThat(services.state()).isEqualTo(PushState.FAILING);
    fail(services, 20);
    assertThat(services.state()).isEqualTo(PushState.PAUSED);
    assertThat(services.states())
        .containsEntry("firebase", PushState.PAUSED)
        .containsEntry("web", PushState.WORKING);
  }

  @Test
  void looksWellHoweverStrangersAddressesFail() {
    PushServices services = services(new Named("web", false));
    fail(services, 100);
    assertThat(services.state()).isEqualTo(PushState.WORKING);
  }

  /// Fails any sender; whether the failure counts depends on the kind of service.
  private static void fail(PushServices services, int times) {
    var token = new DeviceToken("any");
    PushServices.Service first = services.forToken(token).orElseThrow();
    for (int i = 0; i < times && services.state() != PushState.PAUSED; i++) {
      assertThat(first.awaitPlace(token, () -> false)).isEmpty();
      first.send(token);
    }
  }

  private PushServices services(NotificationSender... senders) {
    return new PushServices(List.of(senders), WorkerSetup.FAST, PushRules.DESIGN, clock);
  }

  private record Named(String name, boolean isOneService) implements NotificationSender {
    @Override
    public Delivery send(DeviceToken token) {
      return new Delivery.Unknown();
    }
  }
}
