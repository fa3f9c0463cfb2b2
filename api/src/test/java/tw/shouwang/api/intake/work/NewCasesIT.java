package tw.shouwang.api.intake.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.client.StreamingHttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.intake.StaffDesk;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.StaffClient;

/// A subscriber is notified of each case that arrives at their centre, once.
@MicronautTest(transactional = false)
class NewCasesIT implements EmbeddedTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final IdentityProvider provider = IdentityProvider.start();

  @Inject StaffClient staff;
  @Inject AppClient app;
  @Inject NewCases news;
  @Inject OwnerConnections owner;

  @Inject
  @Client("/")
  StreamingHttpClient streams;

  @Override
  public Map<String, String> moreProperties() {
    Map<String, String> properties = new HashMap<>(provider.settings());
    properties.put("shouwang.intake.new-cases-every", "100ms");
    // Nobody listens at this address, so that queued messages stay and can be counted.
    properties.put("shouwang.webhooks[0].name", "pager");
    properties.put("shouwang.webhooks[0].url", "http://127.0.0.1:9/hook");
    properties.put("shouwang.webhooks[0].centre", "ntpc");
    properties.put("shouwang.webhooks[0].events", "DANGER_ARRIVED");
    return properties;
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @Test
  void tellsOfEachNewCaseOnce() throws Exception {
    StaffDesk worker = desk("w1", "tpe", "INTAKE_WORKER");
    try (Watch watch = watch(worker, "63000010", "")) {
      String id = reported(worker, "63000020", "ROUTINE");
      assertThat(watch.next())
          .as("with no words: nobody has opened it")
          .contains(id, "\"centre\":\"tpe\"", "\"sealed\":null", "NOT_IN_LISTS");
      worker.step("acknowledgeCase", id, Map.of());
      String later = reported(worker, "63000030", "ROUTINE");
      assertThat(watch.next()).as("the first one only once").contains(later);
    }
  }

  @Test
  void tellsOnlyOfTheGradesThatAreWanted() throws Exception {
    StaffDesk worker = desk("w1", "tpe", "INTAKE_WORKER");
    try (Watch watch = watch(worker, "63000040", "(urgency: [URGENT])")) {
      reported(worker, "63000050", "ROUTINE");
      String urgent = reported(worker, "63000060", "URGENT");
      assertThat(watch.next()).contains(urgent);
    }
  }

  @Test
  void tellsTheCentreThatACaseIsHandedToAndWakesSomebodyThere() throws Exception {
    StaffDesk from = desk("s1", "tpe", "SUPERVISOR");
    StaffDesk to = desk("s2", "ntpc", "SUPERVISOR");
    String known = reported(from, "63000070", "ROUTINE");
    from.step("triageCase", known, Map.of("level", "IMMEDIATE_DANGER", "category", "PROTECTION"));
    try (Watch watch = watch(to, "65000010", "")) {
      assertThat(alerts()).isZero();
      from.step("transferCase", known, Map.of("centre", "ntpc", "reason", "PERSON_IS_THERE"));
      assertThat(watch.next()).contains(known, "\"centre\":\"ntpc\"");
      assertThat(alerts()).isEqualTo(1);

      String calm = reported(from, "63000080", "ROUTINE");
      from.step("transferCase", calm, Map.of("centre", "ntpc", "reason", "SENT_WRONGLY"));
      assertThat(watch.next()).contains(calm);
      assertThat(alerts()).as("nobody is woken for what can wait").isEqualTo(1);
    }
  }

  @Test
  void endsWithTheToken() {
    StaffMember member =
        new StaffMember(
            "w3", "w3", Set.of(StaffRole.INTAKE_WORKER), "tpe", Instant.now().plusMillis(500));
    assertThat(Flux.from(news.of(member, Set.of())).collectList().block(PATIENCE)).isEmpty();
  }

  private StaffDesk desk(String subject, String centre, String role) {
    return new StaffDesk(staff, app, provider.token(subject, centre, role));
  }

  private String reported(StaffDesk worker, String area, String urgency) {
    StaffDesk.report(app, Map.of("area", area, "urgency", urgency));
    return worker.only(Map.of("area", area));
  }

  private long alerts() throws Exception {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(*) from intake.webhook where receiver = 'pager'")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /// A stream that has certainly started, because it has sent a case that was reported for this.
  private Watch watch(StaffDesk desk, String area, String arguments) throws Exception {
    HttpRequest<?> request =
        HttpRequest.POST(
                "/staff/graphql/stream",
                Map.of(
                    "query",
                    "subscription { caseReceived"
                        + arguments
                        + " { id centre urgency sealed { words } } }"))
            .accept(MediaType.TEXT_EVENT_STREAM_TYPE)
            .bearerAuth(desk.token());
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    Disposable stream =
        Flux.from(streams.exchangeStream(request))
            .map(part ->
                part.getBody().map(body -> body.toString(StandardCharsets.UTF_8)).orElse(""))
            .filter(text -> text.contains("caseReceived"))
            .subscribe(events::add);
    long until = System.nanoTime() + PATIENCE.toNanos();
    do {
      assertThat(System.nanoTime()).as("the stream is under way").isLessThan(until);
      StaffDesk.report(app, Map.of("area", area, "urgency", "URGENT"));
    } while (events.poll(1, TimeUnit.SECONDS) == null);
    return new Watch(events, stream);
  }

  private record Watch(BlockingQueue<String> events, Disposable stream) implements AutoCloseable {

    String next() throws InterruptedException {
      String event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return event == null ? "nothing" : event;
    }

    @Override
    public void close() {
      stream.dispose();
    }
  }
}
