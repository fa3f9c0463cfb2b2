package tw.shouwang.notifications.firebase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirebaseSettingsTest {

  @Test
  void isOffByDefaultAndHasTimeouts() {
    FirebaseSettings settings = settings(Map.of());

    assertThat(settings)
        .isEqualTo(
            new FirebaseSettings(null, null, null, Duration.ofSeconds(3), Duration.ofSeconds(10)));
  }

  @Test
  void takesAStandInOnThisMachineOnly() {
    assertThatThrownBy(
            () -> settings(Map.of("shouwang.push.firebase.stand-in", "http://192.0.2.1:80")))
        .hasStackTraceContaining("stand-in must be on this machine");
  }

  @Test
  void refusesBothGoogleAndAStandIn() {
    assertThatThrownBy(() ->
            settings(
                Map.of(
                    "shouwang.push.firebase.stand-in", "http://127.0.0.1:80",
                    "shouwang.push.firebase.credentials", "firebase.json")))
        .hasStackTraceContaining("exclude each other");
  }

  @Test
  void makesNoSenderWithoutCredentials() {
    try (ApplicationContext context = ApplicationContext.run(Map.of())) {
      assertThat(context.findBean(FirebaseSender.class)).isEmpty();
    }
  }

  @Test
  void sendsToTheStandInInsideTheServiceWhereDevelopmentAsksForIt() {
    try (ApplicationContext context =
        ApplicationContext.run(Map.of("shouwang.push.stand-in.port", "0"))) {
      assertThat(context.findBean(FirebaseSender.class)).isPresent();
    }
  }

  @Test
  void neverSendsToAStandInInProduction() {
    try (ApplicationContext context =
        ApplicationContext.run(Map.of("shouwang.push.stand-in.port", "0"), "prod")) {
      assertThat(context.findBean(FirebaseSender.class)).isEmpty();
    }
  }

  private static FirebaseSettings settings(Map<String, Object> properties) {
    try (ApplicationContext context = ApplicationContext.run(properties)) {
      return context.getBean(FirebaseSettings.class);
    }
  }
}
