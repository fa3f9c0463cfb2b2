package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.client.StreamingHttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tw.shouwang.api.cases.sites.SiteCodes;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.StaffClient;
import tw.shouwang.graphql.execution.Engines;
import tw.shouwang.notifications.testing.FcmStandIn;

/// Every field of the staff schema, requested by every role in its own centre and in another one,
/// against the hand-written table in `matrix/staff.txt`.
@MicronautTest(transactional = false)
class MatrixIT implements EmbeddedTest {

  private static final String IN_CASE = "query ($case: ID!) { staffCase(id: $case) { %s } }";

  private static final Set<String> ROOTS = Set.of("Query", "Mutation", "Subscription");

  private static final Set<String> REFUSED = Set.of("-", ".");

  /// Operations that reach the fields below the root.
  private static final Map<String, String> WAYS =
      Map.ofEntries(
          Map.entry("StaffMember", "{ me { %s } }"),
          Map.entry("StaffCase", IN_CASE),
          Map.entry("StaffCaseEvent", IN_CASE.formatted("timeline { %s }")),
          Map.entry("Handover", IN_CASE.formatted("handovers { %s }")),
          Map.entry("SealedPart", IN_CASE.formatted("sealed { %s }")),
          Map.entry("StaffMessage", IN_CASE.formatted("sealed { messages { %s } }")),
          Map.entry("ReplyTemplate", IN_CASE.formatted("sealed { replyTemplates { %s } }")),
          Map.entry("StaffCaseConnection", "{ inbox { %s } }"),
          Map.entry("StaffCaseEdge", "{ inbox { edges { %s } } }"),
          Map.entry("InboxCounts", "{ inbox { counts { %s } } }"));

  private final IdentityProvider provider = IdentityProvider.start();

  @Inject StaffClient staff;
  @Inject AppClient app;

  @Inject
  @Client("/")
  StreamingHttpClient streams;

  @Inject Engines engines;
  @Inject JsonMapper json;
  @Inject SiteCodes siteCodes;
  @Inject Directory directory;

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  private record Row(String field, List<String> cells, @Nullable String operation) {}

  @Test
  void holdsInEveryCell() throws IOException {
    List<String> tokens = tokens();
    StaffDesk home = new StaffDesk(staff, app, tokens.getFirst());
    String known = reported(home, "63000020", 1).getFirst();
    List<String> untouched = reported(home, "63000030", 2);
    List<String> wrong = new ArrayList<>();
    int cells = 0;
    for (Row row : rows()) {
      boolean changes = operation(row).startsWith("mutation");
      for (int column = 0; column < tokens.size(); column++) {
        List<String> ids = changes ? untouched : List.of(known, known);
        String cell = cell(row, tokens.get(column), ids, column % 2 == 0 ? "ntpc" : "tpe");
        cells++;
        // Who was refused left the cases as they were: the next one's step shows whether that is
        // so.
        if (changes && !REFUSED.contains(cell)) {
          untouched = reported(home, "63000030", 2);
        }
        if (!cell.equals(row.cells.get(column))) {
          wrong.add(row.field + " column " + (column + 1) + ": " + cell);
        }
      }
    }
    assertThat(wrong).as("cells other than in matrix/staff.txt").isEmpty();
    assertThat(cells).isGreaterThan(900);
  }

  /// Also checks that the table names the allowed roles of every root field.
  @Test
  void hasALineForEveryFieldThatSaysWhoIsAllowed() throws IOException {
    GraphQLSchema schema = engines.of("staff").schema();
    Set<String> listed = rows().stream().map(Row::field).collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>();
    for (GraphQLNamedOutputType type :
        schema.getAllTypesAsList().stream()
            .filter(GraphQLObjectType.class::isInstance)
            .map(GraphQLNamedOutputType.class::cast)
            .toList()) {
      for (GraphQLFieldDefinition field : ((GraphQLObjectType) type).getFieldDefinitions()) {
        String name = type.getName() + "." + field.getName();
        boolean isDue =
            ROOTS.contains(type.getName()) || field.getAppliedDirective("allowed") != null;
        if (isDue && !listed.contains(name)) {
          missing.add(name);
        }
      }
    }
    assertThat(missing).as("fields without a line in matrix/staff.txt").isEmpty();
  }

  private List<String> tokens() {
    return List.of(
        provider.token("w1", "tpe", "INTAKE_WORKER"),
        provider.token("w2", "ntpc", "INTAKE_WORKER"),
        provider.token("s1", "tpe", "SUPERVISOR"),
        provider.token("s2", "ntpc", "SUPERVISOR"),
        provider.token("e1", "tpe", "DIRECTORY_EDITOR"),
        provider.token("a1", "tpe", "AUDITOR"),
        provider.token("a2", "ntpc", "AUDITOR"),
        provider.token("n1", null, "INTAKE_WORKER", "SUPERVISOR", "AUDITOR"),
        provider.token("x1", "tpe", "ADMIN", "ROOT"));
  }

  /// Untouched cases.
  private List<String> reported(StaffDesk home, String area, int howMany) {
    for (int i = 0; i < howMany; i++) {
      StaffDesk.report(app, Map.of("area", area, "place", "復興南路"));
    }
    Answer nodes =
        home.inbox(Map.of("status", List.of("RECEIVED"), "area", area), 100, null)
            .root()
            .at("nodes");
    return IntStream.range(0, nodes.size())
        .filter(i -> nodes.text(i, "version").equals("0"))
        .mapToObj(i -> nodes.text(i, "id"))
        .limit(howMany)
        .toList();
  }

  private String operation(Row row) {
    if (row.operation != null) {
      return row.operation;
    }
    String[] parts = row.field.split("\\.");
    GraphQLSchema schema = engines.of("staff").schema();
    GraphQLObjectType type = Objects.requireNonNull(schema.getObjectType(parts[0]));
    var result =
        GraphQLTypeUtil.unwrapAll(
            Objects.requireNonNull(type.getFieldDefinition(parts[1])).getType());
    String field = parts[1] + (result instanceof GraphQLCompositeType ? " { __typename }" : "");
    if (parts[0].equals("Query")) {
      return parts[1].equals("staffCase") ? IN_CASE.formatted("id") : "{ " + field + " }";
    }
    return Objects.requireNonNull(WAYS.get(parts[0]), row.field).formatted(field);
  }

  private String cell(Row row, String token, List<String> ids, String elsewhere)
      throws IOException {
    Map<String, Object> variables = new HashMap<>();
    variables.put("case", ids.getFirst());
    variables.put("other", ids.getLast());
    variables.put("version", 0);
    variables.put("words", "您好");
    variables.put("elsewhere", elsewhere);
    variables.put("reference", "2222 2222");
    variables.put("token", FcmStandIn.token(1));
    String operation = operation(row);
    if (operation.contains("$siteCode")) {
      variables.put("siteCode", siteCode());
    }
    if (operation.startsWith("subscription")) {
      return stream(token, operation);
    }
    HttpResponse<String> response = staff.post(token, operation, variables, "en");
    String text = response.getBody(String.class).orElse("{}");
    JsonNode answer = Objects.requireNonNull(json.readValue(text, JsonNode.class));
    if (text.contains("FORBIDDEN")) {
      return "-";
    }
    JsonNode errors = answer.get("errors");
    if (errors != null) {
      return "error " + text;
    }
    JsonNode data = Objects.requireNonNull(answer.get("data"));
    JsonNode root = data.entries().iterator().next().getValue();
    boolean missing =
        root.isNull()
            || text.contains("UNKNOWN_CASE")
            || text.contains("UNKNOWN_SITE_CODE")
            || text.contains("UNKNOWN_HANDOVER")
            || (text.contains("\"UNKNOWN_AREA\"") && row.field.contains("SiteCode"))
            || text.contains("\"nodes\":[]")
            || text.contains("\"edges\":[]");
    return missing ? "." : "+";
  }

  /// A refused stream says so in its first event; an accepted one sends a case that is reported for
  /// the test.
  private String stream(String token, String operation) {
    HttpRequest<?> request =
        HttpRequest.POST("/staff/graphql/stream", Map.of("query", operation))
            .accept(MediaType.TEXT_EVENT_STREAM_TYPE)
            .bearerAuth(token);
    Disposable reports =
        Flux.interval(Duration.ZERO, Duration.ofMillis(500), Schedulers.boundedElastic())
            .onBackpressureDrop()
            .subscribe(tick -> {
              StaffDesk.report(app, Map.of("area", "63000120"));
              StaffDesk.report(app, Map.of("area", "65000020"));
            });
    try {
      String said =
          Flux.from(streams.exchangeStream(request))
              .map(part ->
                  part.getBody().map(body -> body.toString(StandardCharsets.UTF_8)).orElse(""))
              .scan("", String::concat)
              .takeUntil(all -> all.contains("errors") || all.contains("caseReceived"))
              .blockLast(Duration.ofMinutes(1));
      if (said != null && said.contains("FORBIDDEN")) {
        return "-";
      }
      return said != null && said.contains("caseReceived") ? "+" : "neither: " + said;
    } finally {
      reports.dispose();
    }
  }

  private String siteCode() {
    return siteCodes
        .issue("tpe", "CLINIC", directory.area("63000030").orElseThrow(), "診所", "Clinic", 1, null)
        .getFirst()
        .code();
  }

  private static List<Row> rows() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(MatrixIT.class.getResourceAsStream("/matrix/staff.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(MatrixIT::row)
          .toList();
    }
  }

  private static Row row(String line) {
    String[] halves = line.split("\\|", 2);
    List<String> words = Arrays.asList(halves[0].strip().split("\\s+"));
    if (words.size() != 10) {
      throw new IllegalArgumentException("not nine cells: " + line);
    }
    return new Row(
        words.getFirst(),
        words.subList(1, words.size()),
        halves.length == 2 ? halves[1].strip() : null);
  }
}
