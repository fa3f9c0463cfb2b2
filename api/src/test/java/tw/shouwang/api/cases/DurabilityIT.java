package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.testing.ServiceProcess;
import tw.shouwang.notifications.Notification;
import tw.shouwang.notifications.testing.FcmStandIn;

/// A report that was confirmed survives the process, which is killed right after the answer.
class DurabilityIT {

  private static final Pattern STAND_IN = Pattern.compile("(http://127.0.0.1:[0-9]+/pushes)");

  @TempDir Path data;

  private final String receipt = Receipt.random(new SecureRandom()).text();

  @Test
  void keepsACaseAndItsDeviceThoughTheProcessIsKilledRightAfterItsAnswer() {
    try (ServiceProcess service = start()) {
      assertThat(service.ask(submit())).contains("CaseReceived");
      service.kill();
    }
    try (ServiceProcess service = start()) {
      assertThat(service.ask(view())).contains("樓上一直有哭聲");
      assertThat(service.ask(submit())).contains("CaseReceived");
      assertThat(service.ask(enablePush())).contains("PushEnabled");
      service.kill();
    }
    try (ServiceProcess service = start()) {
      assertThat(service.ask(view())).contains("\"pushEnabled\":true");
      Matcher standIn = STAND_IN.matcher(service.output());
      assertThat(standIn.find()).isTrue();
      assertPushArrives(service, URI.create(standIn.group(1)));
    }
  }

  private static void assertPushArrives(ServiceProcess service, URI pushes) {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    String arrived = "";
    while (!arrived.contains(Notification.DATA_VALUE) && System.nanoTime() < until) {
      arrived = service.get(pushes.toString()).body();
    }
    assertThat(arrived).contains(Notification.DATA_VALUE).doesNotContain("哭聲");
  }

  private ServiceProcess start() {
    return ServiceProcess.start(Map.of("SHOUWANG_DATA_DIRECTORY", data.toString()));
  }

  private String submit() {
    return """
    {"query": "mutation ($input: SubmitConcernInput!) { submitConcern(input: $input) { __typename } }",
     "variables": {"input": {"receipt": "%s", "topic": "CHILD_PROTECTION", "urgency": "URGENT",
                             "words": "樓上一直有哭聲", "area": "63000030"}}}
    """
        .formatted(receipt);
  }

  private String enablePush() {
    return """
    {"query": "mutation ($input: EnablePushInput!) { enablePush(input: $input) { __typename } }",
     "variables": {"input": {"receipt": "%s", "token": "%s"}}}
    """
        .formatted(receipt, FcmStandIn.token(1));
  }

  private String view() {
    return """
    {"query": "query ($receipt: Receipt!) { caseView(receipt: $receipt) { pushEnabled messages { words } } }",
     "variables": {"receipt": "%s"}}
    """
        .formatted(receipt);
  }
}
