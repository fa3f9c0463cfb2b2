package tw.shouwang.api;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLSchema;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.execution.Engines;
import tw.shouwang.graphql.json.JsonWriter;
import tw.shouwang.graphql.testing.RandomOperations;

/// Whatever operation with whatever values is sent, the service answers in time and reveals nothing
/// internal.
@MicronautTest(transactional = false)
class RandomOperationsIT implements EmbeddedTest {

  private static final int OPERATIONS = 3_000;
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private static final List<String> INSIDE =
      List.of(
          "\"INTERNAL\"",
          "Exception",
          "tw.shouwang",
          "java.",
          "org.postgresql",
          "graphql.",
          "com.zaxxer",
          "\\tat ",
          "SQLSTATE",
          "relation \\\"",
          "did you mean",
          "Did you mean");

  private static final Map<String, List<?>> SAMPLES =
      Map.of(
          "AreaCode", List.of("63000030", "63000", "65000010", "64000", "00000", "99999999"),
          "Receipt", List.of("KQZKB-6FAGN-QV2BJ-Q40GY-4GE0R", "f1xgb e5qys 3q2tc o9s8j 9ybhk"),
          "DateTime", List.of("2026-11-22T10:00:00+08:00", "1970-01-01T00:00:00Z"),
          "Date", List.of("2026-11-22"),
          "LanguageTag", List.of("vi", "zh-TW", "nan", "km"),
          "ID", List.of("tw.hotline.113", "tw.hotline.1925", "a"),
          "String", List.of("家暴", "113", "救我", "Nguyễn", "台北市"),
          "Int", List.of(1, 20, 100),
          "Float", List.of(25.03, 121.56, 0.0),
          "Boolean", List.of(true, false));

  @Inject Engines engines;
  @Inject EmbeddedServer server;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void answersEveryOperationSoonAndKeepsItsInsideToItself() throws Exception {
    GraphQLSchema schema = engines.of(SchemaSlice.PUBLIC).schema();
    Map<Integer, Integer> statuses = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    int data = 0;
    for (int seed = 0; seed < OPERATIONS; seed++) {
      RandomOperations operations =
          new RandomOperations(schema, SAMPLES, seed, seed % 2 == 0 ? 0.05 : 0.4);
      RandomOperations.Made made =
          seed % 3 == 0
              ? operations.mutation(Objects.requireNonNull(schema.getMutationType()))
              : operations.query();
      long start = System.nanoTime();
      HttpResponse<String> answer = ask(made);
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      if (taken.compareTo(LONGEST) > 0) {
        // A machine may stand still for a moment; an operation that costs too much does so again.
        long again = System.nanoTime();
        ask(made);
        taken = Duration.ofNanos(System.nanoTime() - again);
      }

      boolean tells = INSIDE.stream().anyMatch(answer.body()::contains);
      if (answer.statusCode() >= 500 || tells || taken.compareTo(LONGEST) > 0) {
        failures.add(
            "%d after %s: %s%n%s%n%s"
                .formatted(
                    answer.statusCode(), taken, answer.body(), made.document(), made.variables()));
      }
      statuses.merge(answer.statusCode(), 1, Integer::sum);
      data += answer.body().startsWith("{\"data\":{") ? 1 : 0;
    }
    assertThat(failures).isEmpty();
    // Otherwise the operations would have been refused early and tested nothing further.
    assertThat(data).as("of %s", statuses).isGreaterThan(OPERATIONS / 10);
    assertThat(statuses).containsKey(400);
  }

  private HttpResponse<String> ask(RandomOperations.Made made) throws Exception {
    Map<String, Object> body = new HashMap<>();
    body.put("query", made.document());
    body.put("variables", made.variables());
    return client.send(
        HttpRequest.newBuilder(server.getURI().resolve("/graphql"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/graphql-response+json")
            .POST(BodyPublishers.ofByteArray(JsonWriter.write(body)))
            .build(),
        BodyHandlers.ofString());
  }
}
