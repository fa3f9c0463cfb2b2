package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.testing.ServiceProcess;
import tw.shouwang.notifications.testing.FcmStandIn;

/// A report that was confirmed survives the process, which is killed right after the answer.
class DurabilityIT {

  private static final String SUBMIT =
      """
      mutation Submit($input: SubmitConcernInput!) {
        submitConcern(input: $input) {
          __typename
          ... on CaseReceived { view { status } }
          ... on SubmissionRefused { code message }
        }
      }
      """;
  private static final String VIEW =
      """
      query View($receipt: Receipt!) {
        caseView(receipt: $receipt) { status pushEnabled messages { words } }
      }
      """;
  private static final String ENABLE_PUSH =
      """
      mutation Enable($input: EnablePushInput!) {
        enablePush(input: $input) {
          __typename
          ... on PushEnabled { promise(language: EN) }
          ... on SubmissionRefused { code message }
        }
      }
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path data;

  private final FcmStandIn google = FcmStandIn.start(0);

  @AfterEach
  void stopTheStandIn() {
    google.close();
  }

  @Test
  void keepsAnAcknowledgedCaseAndAPromisedPushThroughKills() throws Exception {
    String receipt;
    try (ServiceProcess service = start()) {
      receipt = ask(service, "{ newReceipt }", Map.of()).at("/data/newReceipt").asText();
      JsonNode answer = ask(service, SUBMIT, Map.of("input", concern(receipt)));
      service.kill();
      assertThat(answer.at("/data/submitConcern/__typename").asText()).isEqualTo("CaseReceived");
    }

    try (ServiceProcess service = start()) {
      JsonNode view = ask(service, VIEW, Map.of("receipt", receipt)).at("/data/caseView");
      assertThat(view.at("/status").asText()).isEqualTo("RECEIVED");
      assertThat(view.at("/messages/0/words").asText()).isEqualTo("救我");
      JsonNode again = ask(service, SUBMIT, Map.of("input", concern(receipt)));
      assertThat(again.at("/data/submitConcern/__typename").asText()).isEqualTo("CaseReceived");

      JsonNode answer =
          ask(
              service,
              ENABLE_PUSH,
              Map.of("input", Map.of("receipt", receipt, "token", FcmStandIn.token(7))));
      service.kill();
      assertThat(answer.at("/data/enablePush/__typename").asText()).isEqualTo("PushEnabled");
    }

    try (ServiceProcess service = start()) {
      assertThat(ask(service, VIEW, Map.of("receipt", receipt)).at("/data/caseView/pushEnabled"))
          .hasToString("true");
      eventually(() -> !google.accepted().isEmpty());
    }
  }

  private ServiceProcess start() {
    return ServiceProcess.start(
        Map.of(
            "SHOUWANG_DATA_DIRECTORY",
            data.toString(),
            "SHOUWANG_PUSH_FIREBASE_STAND_IN",
            google.uri().toString()));
  }

  private static Map<String, String> concern(String receipt) {
    return Map.of(
        "receipt", receipt,
        "topic", "DOMESTIC_VIOLENCE",
        "urgency", "URGENT",
        "words", "救我",
        "area", "63000030");
  }

  private static JsonNode ask(ServiceProcess service, String query, Map<String, ?> variables)
      throws Exception {
    return JSON.readTree(
        service.ask(JSON.writeValueAsString(Map.of("query", query, "variables", variables))));
  }

  private static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      LockSupport.parkNanos(20_000_000);
    }
  }
}
