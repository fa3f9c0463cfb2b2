package tw.shouwang.api.cases.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.database.EmbeddedTest;

/// The plain forms where work is due, with the rate limits of a service in use.
@MicronautTest(transactional = false)
@Property(name = "test.clock", value = "waiting")
@Property(name = "shouwang.cases.free-per-second", value = "1")
@Property(name = "shouwang.graphql.rate-limits.enabled", value = "true")
class WaitingFormIT implements EmbeddedTest {

  private static final String REPORT = "/report/plain?lang=en";
  private static final String HELP = "/help/plain?lang=en";
  private static final String CASE = "/case/plain?lang=en";
  private static final Pattern WAIT = Pattern.compile("name=\"wait\" value=\"([^\"]+)\"");
  private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.now());

  @Factory
  @Requires(property = "test.clock", value = "waiting")
  static class Clock {

    @Singleton
    @Replaces(InstantSource.class)
    InstantSource clock() {
      return NOW::get;
    }
  }

  @Inject EmbeddedServer server;
  @Inject Load load;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void aFormThatHasWaitedIsTaken() throws Exception {
    for (String path : new String[] {REPORT, HELP}) {
      Map<String, String> form = form();
      String asked = send(path, form);
      assertThat(asked)
          .contains("wait twenty seconds", "href=\"tel:110\"", form.get("receipt"))
          .contains(form.get("words"))
          .doesNotContain("href=\"#proof\"");
      form.put("wait", wait(asked));
      pass(15);
      assertThat(wait(send(path, form))).as("too early").isEqualTo(form.get("wait"));
      pass(5);
      Map<String, String> others = new LinkedHashMap<>(form);
      others.put("receipt", Forms.receipt().text());
      assertThat(send(path, others)).contains("wait twenty seconds");
      String received = send(path, form);
      assertThat(received)
          .contains(form.get("receipt"))
          .doesNotContain(form.get("words"), "wait\"");
      assertThat(send(path, form)).as("the same again").isEqualTo(received);

      Map<String, String> message = new LinkedHashMap<>();
      message.put("receipt", form.get("receipt"));
      message.put("messageId", "m-1");
      message.put("words", "it goes on");
      message.put("do", "message");
      message.put("wait", wait(send(CASE, message)));
      pass(20);
      assertThat(send(CASE, message)).contains(">it goes on</p>").doesNotContain("name=\"wait\"");
    }
  }

  @Test
  void nobodyInDangerWaits() throws Exception {
    Map<String, String> form = form();
    form.put("urgency", "IMMEDIATE_DANGER");
    assertThat(send(REPORT, form))
        .contains("It has been received", "class=\"sw-code\">" + form.get("receipt"))
        .doesNotContain("name=\"wait\"", form.get("words"));
  }

  private static Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("receipt", Forms.receipt().text());
    form.put("urgency", "ROUTINE");
    form.put("topic", "CHILD_PROTECTION");
    form.put("words", "zebra in the attic");
    form.put("area", "65000010");
    form.put("send", "1");
    return form;
  }

  private static String wait(String html) {
    Matcher found = WAIT.matcher(html);
    assertThat(found.find()).as(html).isTrue();
    return found.group(1).replace("&#43;", "+").replace("&#61;", "=");
  }

  private static void pass(int seconds) {
    NOW.updateAndGet(now -> now.plusSeconds(seconds));
  }

  /// Sends while many others do.
  private String send(String path, Map<String, String> fields) throws Exception {
    for (int i = 0; i < 40; i++) {
      load.note();
    }
    String body =
        fields.entrySet().stream()
            .map(field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return client
        .send(
            HttpRequest.newBuilder(server.getURI().resolve(path))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }
}
