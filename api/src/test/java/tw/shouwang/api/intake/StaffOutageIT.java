package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.json.JsonMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.StaffClient;
import tw.shouwang.api.testing.UnreliableProxy;
import tw.shouwang.api.testing.UnreliableProxy.Manner;

/// While the database is unavailable, staff are told so in every answer, and can continue
/// afterwards. A limit that cannot be counted is not reported as used up.
@MicronautTest(transactional = false)
@Property(name = "shouwang.graphql.rate-limits.enabled", value = "true")
class StaffOutageIT implements EmbeddedTest {

  private static final Duration RETURN = Duration.ofSeconds(5);
  private static final String AWAY = "TEMPORARILY_UNAVAILABLE";

  private static final String EXPORT =
      """
      mutation ($input: ExportCasesInput!) {
        exportCases(input: $input) {
          __typename ... on ExportReady { path } ... on StaffRefused { code message }
        }
      }
      """;
  private static final String SITES =
      """
      mutation ($input: IssueSiteCodesInput!) {
        issueSiteCodes(input: $input) { __typename ... on StaffRefused { code message } }
      }
      """;
  private static final String ROUTING =
      """
      mutation ($input: SaveRoutingInput!) {
        saveRouting(input: $input) { __typename ... on StaffRefused { code message } }
      }
      """;

  private final IdentityProvider provider = IdentityProvider.start();
  private UnreliableProxy proxy = new UnreliableProxy(0);

  @Inject StaffClient staff;
  @Inject AppClient app;
  @Inject JsonMapper json;

  @Inject
  @Client("/")
  HttpClient http;

  @Override
  public Map<String, String> getProperties() {
    Map<String, String> properties = new HashMap<>(EmbeddedTest.super.getProperties());
    String url = properties.getOrDefault("shouwang.database.url", "");
    URI address = URI.create(url.substring("jdbc:".length()));
    proxy = new UnreliableProxy(address.getPort());
    properties.put(
        "shouwang.database.url",
        url.replace(":" + address.getPort() + "/", ":" + proxy.port() + "/"));
    properties.putAll(provider.settings());
    return properties;
  }

  @AfterEach
  void heal() {
    proxy.behave(Manner.PASS);
  }

  @AfterAll
  void stop() throws Exception {
    proxy.close();
    provider.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Manner.class,
      names = {"REFUSE", "SWALLOW"})
  void saysSoToEveryQuestionAndStepAndGoesOnWhenItIsBack(Manner manner) throws Exception {
    String supervisor = provider.token("s1", "tpe", "SUPERVISOR");
    StaffDesk desk = new StaffDesk(staff, app, supervisor);
    String area = manner == Manner.REFUSE ? "63000030" : "63000040";
    reportSoon(area);
    String id = soon(() -> desk.only(Map.of("area", area)));
    Map<String, Object> range = Map.of("from", "2026-01-01", "to", "2026-02-01", "format", "CSV");
    String path = staff.ask(supervisor, EXPORT, Map.of("input", range)).root().text("path");

    proxy.behave(manner);
    List<Future<Answer>> asked;
    Map<String, Object> hand = Map.of("id", id, "expectedVersion", 0);
    Map<String, Object> reply = new HashMap<>(hand);
    reply.putAll(Map.of("messageId", "m", "words", "您好"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      asked =
          threads.invokeAll(
              List.of(
                  () -> desk.inbox(Map.of(), 5, null),
                  () -> desk.look(id, "id"),
                  () -> desk.look(id, "sealed { words }"),
                  () -> staff.ask(supervisor, "{ routing { version } }"),
                  () -> staff.ask(supervisor, "{ missedClocks { dueAt } }"),
                  () -> desk.mutate("claimCase", hand),
                  () -> desk.mutate("replyToCase", reply),
                  () -> staff.ask(supervisor, EXPORT, Map.of("input", range)),
                  () ->
                      staff.ask(
                          supervisor,
                          SITES,
                          Map.of(
                              "input",
                              Map.of(
                                  "gatekeeperKind",
                                  "CLINIC",
                                  "area",
                                  area,
                                  "office",
                                  "診所",
                                  "count",
                                  1))),
                  () ->
                      staff.ask(
                          supervisor,
                          ROUTING,
                          Map.of(
                              "input",
                              Map.of(
                                  "expectedVersion",
                                  0,
                                  "rules",
                                  List.of(Map.of("office", "WELFARE_CENTRE")))))));
    }
    List<String> others = new ArrayList<>();
    for (Future<Answer> each : asked) {
      String answer = text(each.get());
      if (!answer.contains(AWAY)) {
        others.add(answer);
      }
    }
    assertThat(others).as("answers that do not say so").isEmpty();
    assertThat(status(path, supervisor)).isEqualTo(503);
    Answer known =
        staff.ask(supervisor, "{ me { centre } resource(id: \"tw.hotline.113\") { key } }");
    assertThat(known.text("data", "me", "centre")).isEqualTo("tpe");
    assertThat(known.text("data", "resource", "key")).isEqualTo("tw.hotline.113");

    proxy.behave(Manner.PASS);
    long until = System.nanoTime() + RETURN.toNanos();
    Answer claimed = desk.mutate("claimCase", hand);
    while (!text(claimed).contains("CaseChanged") && System.nanoTime() < until) {
      claimed = desk.mutate("claimCase", hand);
    }
    assertThat(claimed.root().text("case", "claimedByMe")).isEqualTo("true");
  }

  /// Retries, because after another test's outage the first submissions may still find storage
  /// unavailable.
  private void reportSoon(String area) {
    soon(() -> StaffDesk.report(app, Map.of("area", area)));
  }

  /// What succeeds once the connections of before the outage have been replaced.
  private static <T> T soon(Supplier<T> asked) {
    long until = System.nanoTime() + RETURN.toNanos();
    while (true) {
      try {
        return asked.get();
      } catch (AssertionError refused) {
        if (System.nanoTime() > until) {
          throw refused;
        }
      }
    }
  }

  private String text(Answer answer) throws IOException {
    return json.writeValueAsString(answer.json());
  }

  private int status(String path, String token) {
    try {
      return http.toBlocking()
          .exchange(HttpRequest.GET(path).bearerAuth(token), String.class)
          .code();
    } catch (HttpClientResponseException e) {
      return e.getStatus().getCode();
    }
  }
}
