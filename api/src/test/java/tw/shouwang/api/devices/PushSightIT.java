package tw.shouwang.api.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.OperatorClient;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.testing.FcmAnswer;
import tw.shouwang.notifications.testing.FcmStandIn;

/// What operators and apps see of pushes over HTTP.
@MicronautTest(transactional = false)
class PushSightIT implements EmbeddedTest {

  private static final int PUSHES = 12;

  @Inject
  @Client("/")
  HttpClient http;

  @Inject OperatorClient operators;
  @Inject PrometheusMeterRegistry registry;
  @Inject Devices devices;
  @Inject VaultKeys keys;
  @Inject FcmStandIn google;
  @Inject TransactionOperations<Connection> transactions;

  @Test
  void saysInReadinessHowPushFaresAndNeverAboutWhom() {
    assertThat(readiness()).contains("\"push\"", "\"firebase\":\"working\"", "\"web\":\"working\"");

    google.answerAlways(FcmAnswer.of(FcmAnswer.Kind.UNAVAILABLE));
    UUID caseId = UUID.randomUUID();
    for (int i = 0; i < PUSHES; i++) {
      enable(i == 0 ? caseId : UUID.randomUUID(), 9_000 + i);
    }
    eventually(() -> readiness().contains("\"state\":\"paused\""));
    assertThat(readiness()).contains("\"status\":\"UP\"", "\"firebase\":\"paused\"");

    String sight = readiness() + registry.scrape();
    assertThat(sight).contains("shouwang_push_tries_total{answer=\"unavailable\"}");
    assertThat(sight)
        .doesNotContain(FcmStandIn.token(9_000))
        .doesNotContain(caseId.toString())
        .doesNotContain(HexFormat.of().formatHex(keys.of(caseId).bytes()))
        .doesNotContain(Base64.getEncoder().encodeToString(keys.of(caseId).bytes()));
  }

  @Test
  void publishesTheKeyThatBrowsersSubscribeWith() {
    var response =
        http.toBlocking().exchange(HttpRequest.GET("/graphql?query=%7BpushKey%7D"), String.class);
    String key = response.getBody().orElse("").replaceAll(".*\"pushKey\":\"([^\"]*)\".*", "$1");
    byte[] point = Base64.getUrlDecoder().decode(key);
    assertThat(point).hasSize(65).startsWith(4);
    assertThat(response.header("Cache-Control")).contains("max-age=");
  }

  private void enable(UUID caseId, int number) {
    transactions.executeWrite(status -> {
      devices.enable(caseId, new DeviceToken(FcmStandIn.token(number)));
      return null;
    });
  }

  private String readiness() {
    return operators.get("/health");
  }

  private static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }
}
