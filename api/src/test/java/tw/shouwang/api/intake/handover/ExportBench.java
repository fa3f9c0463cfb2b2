package tw.shouwang.api.intake.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.TestCluster;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.ServiceProcess;

/// Downloads an export of a range of a million cases (or `export.cases`) from a service with the
/// options of `api/jvm.options`. Measures speed and memory, also with clients that read slowly,
/// read nothing, or disconnect. Run by `bench/export/run`.
class ExportBench implements EmbeddedTest {

  private static final int CASES = Integer.getInteger("export.cases", 1_000_000);
  private static final int HANGING = 50;
  private static final List<String> FORMATS =
      List.of(System.getProperty("export.formats", "CSV,JSON,FHIR").split(","));
  private static final Pattern PATH = Pattern.compile("/staff/exports/[0-9a-f-]{36}");

  private final IdentityProvider provider = IdentityProvider.start();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> properties = new HashMap<>();

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @Test
  void measure() throws Exception {
    properties.putAll(getProperties());
    String options = "@" + Path.of("jvm.options").toAbsolutePath();
    try (ServiceProcess service =
        ServiceProcess.start(environment(Map.of("JDK_JAVA_OPTIONS", options)))) {
      service.uri();
      fill();
      System.out.printf("%d cases%n", CASES);
      for (String format : FORMATS) {
        fetch(service, format);
      }
      keepWaiting(service);
      goAway(service);
      fetch(service, "CSV");
    } finally {
      provider.close();
    }
  }

  private Map<String, String> environment(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    properties.forEach((name, value) ->
        environment.put(
            name.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_'), value));
    return environment;
  }

  private void fetch(ServiceProcess service, String format) throws Exception {
    Watch watch = new Watch(service);
    long began = System.nanoTime();
    long bytes = 0;
    long lines = 0;
    HttpRequest request =
        HttpRequest.newBuilder(service.uri().resolve(ask(service, format)))
            .header("Authorization", "Bearer " + token())
            .build();
    HttpResponse<InputStream> response =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    try (InputStream content = response.body()) {
      byte[] buffer = new byte[65_536];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        bytes += read;
        for (int i = 0; i < read; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    assertThat(lines).as("whole").isGreaterThanOrEqualTo(CASES);
    System.out.printf(
        "%-5s %6.1f s  %6.0f cases a second  %5.0f MB  %s%n",
        format, seconds, CASES / seconds, bytes / 1e6, watch.said());
  }

  /// Clients that request everything and read nothing.
  private void keepWaiting(ServiceProcess service) throws Exception {
    List<Socket> hanging = new ArrayList<>();
    String path = ask(service, "FHIR");
    Watch watch = new Watch(service);
    for (int i = 0; i < HANGING; i++) {
      hanging.add(open(service.uri(), path));
    }
    Thread.sleep(5_000);
    long before = transactions();
    double worst = 0;
    for (int i = 0; i < 50; i++) {
      long began = System.nanoTime();
      inbox(service);
      worst = Math.max(worst, (System.nanoTime() - began) / 1e6);
      Thread.sleep(100);
    }
    System.out.printf(
        "%d that do not read: others wait %.0f ms at most, %d transactions in 5 s, %s%n",
        HANGING, worst, transactions() - before, watch.said());
    for (Socket each : hanging) {
      each.close();
    }
  }

  /// Clients that disconnect in the middle.
  private void goAway(ServiceProcess service) throws Exception {
    String path = ask(service, "FHIR");
    Watch watch = new Watch(service);
    int begun = 0;
    for (int i = 0; i < HANGING; i++) {
      try (Socket socket = open(service.uri(), path)) {
        begun += socket.getInputStream().readNBytes(200_000).length == 200_000 ? 1 : 0;
      }
    }
    Thread.sleep(3_000);
    long before = transactions();
    Thread.sleep(5_000);
    System.out.printf(
        "%d that went away, %d of them in the middle: %d transactions in 5 s afterwards, %s%n",
        HANGING, begun, transactions() - before, watch.said());
  }

  private Socket open(URI service, String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(8_192);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), service.getPort()));
    socket
        .getOutputStream()
        .write(
            ("GET "
                    + path
                    + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + token()
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private String ask(ServiceProcess service, String format) {
    String answer =
        service
            .post(
                "/staff/graphql",
                """
                {"query": "mutation { exportCases(input: {from: \\"%s\\", to: \\"%s\\", format: %s}) { __typename ... on ExportReady { path } } }"}
                """
                    .formatted(LocalDate.now().minusDays(364), LocalDate.now(), format),
                "Authorization",
                "Bearer " + token())
            .body();
    Matcher found = PATH.matcher(answer);
    assertThat(found.find()).as(answer).isTrue();
    return found.group();
  }

  private void inbox(ServiceProcess service) {
    String answer =
        service
            .post(
                "/staff/graphql",
                "{\"query\": \"{ inbox(first: 20) { nodes { id } counts { total } } }\"}",
                "Authorization",
                "Bearer " + token())
            .body();
    assertThat(answer).contains("total");
  }

  private String token() {
    return provider.token("s1", "tpe", "SUPERVISOR");
  }

  /// Spread over the year, with four steps each.
  private void fill() throws SQLException {
    try (Connection connection = superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into cases.case_file (id, binding, form, topic, other_topics, indicators, urgency,
            area, sender_group, centre, status, received_at, due_at, erase_on)
          select gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), 'CONCERN', 'ECONOMIC', '{CARE_BURDEN}', '{}',
            'ROUTINE', '63000030', 'PRIVATE', 'tpe', case when n %% 40 = 0 then 'TRIAGED' else 'CLOSED' end,
            date_bin('10 minutes', now() - random() * interval '363 days', 'epoch'), now(),
            current_date + 90
          from generate_series(1, %d) as n
          """
              .formatted(CASES));
      statement.execute(
          """
          insert into cases.timeline_event (id, case_id, kind, happened_at)
          select gen_random_uuid(), id, kind, received_at + later
          from cases.case_file,
               (values ('RECEIVED', interval '0'), ('SEEN', interval '3 hours'),
                       ('TRIAGED', interval '9 hours'), ('CLOSED', interval '9 days'))
                 as steps (kind, later)
          """);
      statement.execute("vacuum analyze cases.case_file, cases.timeline_event");
    }
  }

  private long transactions() throws SQLException {
    try (Connection connection = superuser();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select xact_commit from pg_stat_database where datname = current_database()")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private Connection superuser() throws SQLException {
    String url = Objects.requireNonNull(properties.get("shouwang.database.url"));
    return TestCluster.get().superuser(url.substring(url.lastIndexOf('/') + 1).split("\\?", 2)[0]);
  }

  /// The highest memory use of the service during an action.
  private static final class Watch {
    private static final Pattern HEAP =
        Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([0-9.E]+)");
    private static final Pattern CONNECTIONS =
        Pattern.compile("hikaricp_connections_active\\{[^}]*} ([0-9.E]+)");
    private final ServiceProcess service;
    private final Thread thread;
    private volatile boolean ended;
    private double heap;
    private double connections;

    Watch(ServiceProcess service) {
      this.service = service;
      this.thread = Thread.ofPlatform().daemon().start(this::run);
    }

    private void run() {
      while (!ended) {
        String metrics = service.askAsOperator("/prometheus").body();
        heap = Math.max(heap, sum(HEAP, metrics));
        connections = Math.max(connections, sum(CONNECTIONS, metrics));
        java.util.concurrent.locks.LockSupport.parkNanos(300_000_000);
      }
    }

    String said() throws Exception {
      ended = true;
      thread.join();
      String status = Files.readString(Path.of("/proc", Long.toString(service.pid()), "status"));
      String resident =
          status.lines().filter(line -> line.startsWith("VmHWM")).findFirst().orElse("");
      return "heap %.0f MB at most, process %s, database connections in use %.0f at most"
          .formatted(heap / 1e6, resident.replaceAll("VmHWM:\\s+", ""), connections);
    }

    private static double sum(Pattern pattern, String metrics) {
      return pattern
          .matcher(metrics)
          .results()
          .mapToDouble(found -> Double.parseDouble(found.group(1)))
          .sum();
    }
  }
}
