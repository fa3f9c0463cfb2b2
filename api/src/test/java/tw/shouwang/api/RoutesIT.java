package tw.shouwang.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.simple.SimpleHttpRequest;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.published.UnderstandingFile;
import tw.shouwang.api.pages.assets.Assets;

/// Checks every route of both roles against one table: its answer to whatever a client accepts,
/// sends and requests. A route without a row fails. `ProdProcessesIT` checks which process has
/// which routes. D1, A2, A13, S5, S9, B14.
@MicronautTest(transactional = false)
class RoutesIT implements EmbeddedTest {

  private static final String JSON = "application/json";
  private static final String GRAPHQL = "application/graphql-response+json";
  private static final String EVENTS = "text/event-stream";
  private static final String HTML = "text/html";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON_LD = "application/ld+json";
  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";
  private static final String HELLO = "{\"query\":\"{ __typename }\"}";

  /// The expected behaviour of an address.
  ///
  /// @param template the router's template
  /// @param sample an existing address
  /// @param types its media types, the preferred one first
  /// @param graphQl whether it answers 406 if no type fits; all others answer in their preferred
  ///   type
  /// @param login whether it answers 401 without a login
  private record Row(
      String method,
      String template,
      String sample,
      List<String> types,
      boolean graphQl,
      boolean login) {

    static Row page(String template, String sample, String... types) {
      return new Row("GET", template, sample, List.of(types), false, false);
    }

    /// A page that is the answer to a form.
    static Row form(String template, String sample) {
      return new Row("POST", template, sample, List.of(HTML), false, false);
    }

    static Row graphQl(String method, String template, String sample, String... types) {
      return new Row(method, template, sample, List.of(types), true, false);
    }

    static Row staff(String method, String template, String sample) {
      return new Row(method, template, sample, List.of(JSON), true, true);
    }

    boolean isForm() {
      return method.equals("POST") && types.contains(HTML);
    }

    @Override
    public String toString() {
      return method + " " + template;
    }
  }

  private static final List<Row> PUBLIC =
      List.of(
          Row.graphQl("GET", "/graphql", "/graphql?query=%7B__typename%7D", JSON, GRAPHQL),
          Row.graphQl("POST", "/graphql", "/graphql", JSON, GRAPHQL),
          Row.graphQl("POST", "/graphql/stream", "/graphql/stream", EVENTS),
          Row.page("/assets/{set}/{name}", "", "text/css"),
          Row.page("/anchors.json", "/anchors.json", JSON),
          Row.page("/directory/bundle", "/directory/bundle", JSON),
          Row.page("/directory/evaluator.js", "/directory/evaluator.js", "text/javascript"),
          Row.page(
              "/directory/bundle.schema.json",
              "/directory/bundle.schema.json",
              "application/schema+json"),
          Row.page(
              "/directory/entry.schema.json",
              "/directory/entry.schema.json",
              "application/schema+json"),
          Row.page("/directory/understanding-{hash}", "", "application/octet-stream"),
          Row.page("/directory/{key}", "/directory/tw.hotline.113", JSON_LD, JSON, HTML),
          Row.page("/offline", "/offline", HTML),
          Row.page("/leave", "/leave", "text/plain"),
          Row.page("/worker.js", "", "text/javascript"),
          Row.page("/app.webmanifest", "/app.webmanifest", "application/manifest+json"),
          Row.page("/", "/", HTML),
          Row.page("/lines/{key}", "/lines/tw.hotline.113", HTML),
          Row.form("/search", "/search"),
          Row.page("/guide", "/guide", HTML),
          Row.form("/guide", "/guide"),
          Row.page("/steps", "/steps", HTML),
          Row.page("/r", "/r", HTML),
          Row.page("/report", "/report", HTML),
          Row.page("/help", "/help", HTML),
          Row.page("/case", "/case", HTML),
          Row.page("/r/plain", "/r/plain", HTML),
          Row.page("/report/plain", "/report/plain", HTML),
          Row.form("/report/plain", "/report/plain"),
          Row.page("/help/plain", "/help/plain", HTML),
          Row.form("/help/plain", "/help/plain"),
          Row.page("/case/plain", "/case/plain", HTML),
          Row.form("/case/plain", "/case/plain"),
          Row.page("/accessibility", "/accessibility", HTML),
          Row.page("/keys", "/keys", HTML),
          Row.page("/posters/blank", "/posters/blank", HTML),
          Row.page("/agency", "/agency", HTML),
          Row.form("/agency", "/agency"),
          Row.form("/agency/answer", "/agency/answer"),
          Row.page("/figures", "/figures", HTML),
          Row.page("/figures.json", "/figures.json", JSON));

  private static final List<Row> EVERYWHERE =
      List.of(
          Row.page("/hsds", "/hsds", JSON),
          Row.page("/hsds/services", "/hsds/services", JSON),
          Row.page("/hsds/services/{id}", "", JSON),
          Row.page("/hsds/organizations", "/hsds/organizations", JSON),
          Row.page("/hsds/organizations/{id}", "", JSON),
          Row.page("/hsds/service_at_locations", "/hsds/service_at_locations", JSON),
          Row.page("/hsds/service_at_locations/{id}", "", JSON),
          Row.page("/health", "/health", JSON),
          Row.page("/health/{selector}", "/health/liveness", JSON));

  private static final List<Row> STAFF =
      List.of(
          Row.staff("POST", "/staff/graphql", "/staff/graphql"),
          Row.staff("POST", "/staff/graphql/stream", "/staff/graphql/stream"),
          Row.staff("GET", "/staff/exports/{id}", "/staff/exports/1"),
          Row.staff("POST", "/neighbours/{receiver}/reports", "/neighbours/tpe-police/reports"));

  private static final List<Row> DEVELOPMENT =
      List.of(
          Row.page("/graphiql", "/graphiql", HTML),
          Row.page("/graphiql/{name}", "/graphiql/start.js", "text/javascript"));

  private static final List<Row> ROWS =
      Stream.of(EVERYWHERE, PUBLIC, STAFF, DEVELOPMENT).flatMap(List::stream).toList();

  @Inject EmbeddedServer server;
  @Inject Router router;
  @Inject UnderstandingFile understanding;
  @Inject Assets assets;
  private final HttpClient client = HttpClient.newHttpClient();

  /// It would stand before GraphQL too, and make each answer a reactive stream.
  @Test
  void noFilterForViewsStandsBeforeGraphQl() {
    assertThat(router.findFilters(new SimpleHttpRequest<>(HttpMethod.POST, "/graphql", "")))
        .asString()
        .contains("ServerMetricsFilter")
        .doesNotContain("ViewsFilter");
  }

  @Test
  void everyRouteHasARow() {
    Set<String> routes =
        router
            .uriRoutes()
            .filter(route -> !route.getHttpMethodName().equals("HEAD"))
            .map(RoutesIT::name)
            // `SocketFramesIT` tests the WebSocket.
            .filter(name -> !name.equals("GET /graphql/ws"))
            // There is no poster before a code is made; see `PosterPageIT`.
            .filter(name -> !name.equals("GET /posters/{code}"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(routes)
        .isEqualTo(ROWS.stream().map(Row::toString).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static String name(UriRouteInfo<?, ?> route) {
    String template = route.getUriMatchTemplate().toPathString();
    return route.getHttpMethodName() + " " + (template.isEmpty() ? "/" : template);
  }

  @Test
  void everyRouteAnswersWhateverAClientAccepts() throws Exception {
    for (Row row : ROWS) {
      String favourite = row.types.getFirst();
      expect(row, favourite);
      expect(row, favourite, "*/*");
      expect(row, favourite, "*/*;q=0.1");
      expect(row, favourite, favourite.toUpperCase(Locale.ROOT));
      expect(row, favourite, favourite.split("/", 2)[0] + "/*;q=0.5, x/y");
      expect(row, row.types.contains(HTML) ? HTML : favourite, BROWSER);
      for (String type : row.types) {
        expect(row, type, type + ";charset=utf-8; q=0.9, x/y");
        expect(row, type, "x/y", type);
        expect(row, type, type + ";x=<script>;q=0.3");
      }
      String none = row.graphQl ? "" : favourite;
      expect(row, none, "image/png");
      expect(row, row.types.size() > 1 ? row.types.get(1) : none, favourite + ";q=0, */*;q=0.1");
      expect(row, none, "text/html;q=0");
    }
  }

  /// @param type the expected type; empty for 406
  private void expect(Row row, String type, String... accept) throws Exception {
    HttpRequest.Builder request = request(row);
    for (String line : accept) {
      request.header("Accept", line);
    }
    HttpResponse<byte[]> answer = send(request);
    String as = row + " " + List.of(accept);
    assertSafe(answer, as);
    if (row.login) {
      assertThat(answer.statusCode()).as(as).isEqualTo(401);
      return;
    }
    assertThat(answer.statusCode()).as(as).isEqualTo(type.isEmpty() ? 406 : 200);
    String said = header(answer, "Content-Type");
    assertThat(said)
        .as(as)
        .matches("[a-z+/-]+(; ?charset=utf-8)?")
        .startsWith(type.isEmpty() ? JSON : type);
  }

  @Test
  void noRouteTakesWhatIsEncodedOrAMethodThatIsNotThere() throws Exception {
    for (Row row : ROWS) {
      HttpResponse<byte[]> encoded = send(request(row).header("Content-Encoding", "gzip"));
      assertThat(encoded.statusCode()).as(row.toString()).isEqualTo(415);
      assertOurs(encoded, row.toString());
      Set<String> there =
          ROWS.stream()
              .filter(other -> other.template.equals(row.template))
              .map(Row::method)
              .collect(Collectors.toSet());
      for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "PROPFIND", "TRACE")) {
        if (there.contains(method)) {
          continue;
        }
        HttpResponse<byte[]> refused =
            send(request(row).method(method, BodyPublishers.ofString(HELLO)));
        String as = row + " by " + method;
        assertOurs(refused, as);
        if (row.login) {
          assertThat(refused.statusCode()).as(as).isIn(401, 405);
        } else {
          assertThat(refused.statusCode()).as(as).isEqualTo(405);
          assertThat(Set.of(header(refused, "Allow").split(", ")))
              .as(as)
              .containsAll(there)
              .isSubsetOf("GET", "HEAD", "POST");
        }
      }
    }
  }

  @Test
  void whatIsCompressedHasATagThatIsWeakOrItsOwn() throws Exception {
    for (Row row : ROWS) {
      HttpResponse<byte[]> plain = send(request(row));
      for (String coding : List.of("gzip", "deflate", "br", "zstd", "*")) {
        HttpResponse<byte[]> packed = send(request(row).header("Accept-Encoding", coding));
        String tag = header(packed, "ETag");
        boolean isStrong = !tag.isEmpty() && !tag.startsWith("W/");
        if (isStrong && !header(packed, "Content-Encoding").isEmpty()) {
          assertThat(tag).as(row + " " + coding).isNotEqualTo(header(plain, "ETag"));
        }
      }
      HttpResponse<byte[]> refused = send(request(row).header("Accept-Encoding", "gzip;q=0, *"));
      assertThat(header(refused, "Content-Encoding")).as(row.toString()).isNotEqualTo("gzip");
    }
  }

  /// Also where the service's own address is the host, as behind a proxy that does not pass the
  /// host on: the proxy's own pages send an origin, too.
  @Test
  void everyRouteAnswersAPageOfAnySiteAsAnyOtherClient() throws Exception {
    for (Row row : ROWS) {
      int answered = send(request(row)).statusCode();
      assertThat(send(request(row).header("Origin", "https://a.example")).statusCode())
          .as(row.toString())
          // Only a page of ours may send a form.
          .isEqualTo(row.isForm() ? 403 : answered);
    }
  }

  @Test
  void noRouteTellsAnotherSite() throws Exception {
    for (Row row : ROWS) {
      HttpResponse<byte[]> answer = send(request(row).header("Origin", "https://a.example"));
      assertSafe(answer, row.toString());
      assertThat(header(answer, "Access-Control-Allow-Origin"))
          .as(row.toString())
          .isEqualTo(row.sample.equals("/figures.json") ? "*" : "");
    }
  }

  /// C9: in development, a page of any port of localhost may call every route, without credentials.
  @Test
  void everyRouteAnswersThePreflightOfALocalPage() throws Exception {
    for (Row row : ROWS) {
      for (String origin : List.of("http://localhost:5173", "http://127.0.0.1:3000")) {
        HttpRequest.Builder preflight =
            request(row)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", row.method)
                .header("Access-Control-Request-Headers", "content-type, authorization, x-app");
        HttpResponse<byte[]> allowed = send(preflight);
        assertThat(allowed.statusCode()).as(row.toString()).isEqualTo(200);
        assertSafe(allowed, row + ", preflight");
        assertThat(header(allowed, "Access-Control-Allow-Methods"))
            .as(row.toString())
            .contains(row.method);
        assertThat(header(allowed, "Access-Control-Allow-Headers").toLowerCase(Locale.ROOT))
            .as(row.toString())
            .contains("content-type");
        HttpResponse<byte[]> answer = send(request(row).header("Origin", origin));
        assertSafe(answer, row.toString());
        for (HttpResponse<byte[]> each : List.of(allowed, answer)) {
          assertThat(each.headers().allValues("Access-Control-Allow-Origin"))
              .as(row.toString())
              .hasSize(1)
              .containsAnyOf(origin, "*");
          assertThat(header(each, "Access-Control-Allow-Credentials")).isIn("", "false");
        }
      }
    }
    for (String stranger : List.of("http://localhost.example", "http://a.example", "null")) {
      HttpResponse<byte[]> refused =
          send(
              request(ROWS.getFirst())
                  .method("OPTIONS", BodyPublishers.noBody())
                  .header("Origin", stranger)
                  .header("Access-Control-Request-Method", "POST"));
      assertThat(header(refused, "Access-Control-Allow-Origin")).as(stranger).isEmpty();
      assertSafe(refused, stranger + ", preflight");
    }
  }

  /// S9: where pages of some origins may ask, what a shared cache keeps of a request without an
  /// origin must not go to such a page.
  @Test
  void everyRouteVariesByTheOriginWhereSomeMayAsk() throws Exception {
    for (Row row : ROWS) {
      for (HttpRequest.Builder request :
          List.of(
              request(row),
              request(row).header("Origin", "http://localhost:5173"),
              request(row).header("Origin", "https://a.example"))) {
        List<String> varies =
            send(request).headers().allValues("Vary").stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        assertThat(varies).as(row.toString()).containsOnlyOnce("origin");
      }
    }
  }

  @Test
  void onlyJsonIsTaken() throws Exception {
    for (Row row : ROWS) {
      if (!row.method.equals("POST") || row.login || row.isForm()) {
        continue;
      }
      for (String type :
          List.of(
              "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "*/*")) {
        HttpResponse<byte[]> refused = send(request(row).setHeader("Content-Type", type));
        assertThat(refused.statusCode()).as(row + " " + type).isEqualTo(415);
        assertOurs(refused, row + " " + type);
      }
    }
    HttpResponse<byte[]> noSocket = send(HttpRequest.newBuilder(address("/graphql/ws")));
    assertThat(noSocket.statusCode()).isBetween(400, 499);
    assertOurs(noSocket, "no socket");
    HttpResponse<byte[]> noFile = send(HttpRequest.newBuilder(address("/graphiql/none.js")));
    assertThat(noFile.statusCode()).isEqualTo(404);
    assertOurs(noFile, "no file");
    HttpResponse<byte[]> nowhere = send(HttpRequest.newBuilder(address("/nowhere")));
    assertThat(nowhere.statusCode()).isEqualTo(404);
    assertOurs(nowhere, "nowhere");
  }

  private static void assertOurs(HttpResponse<byte[]> answer, String as) {
    assertSafe(answer, as);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .as(as)
        .startsWith("{\"errors\":[{")
        .contains("\"message\":\"", "\"code\":\"");
  }

  /// Checks the headers that every answer must have, and those that none may have.
  private static void assertSafe(HttpResponse<byte[]> answer, String as) {
    assertThat(header(answer, "X-Content-Type-Options")).as(as).isEqualTo("nosniff");
    assertThat(header(answer, "Strict-Transport-Security")).as(as).contains("max-age=31536000");
    boolean page = header(answer, "Referrer-Policy").equals("same-origin");
    if (page) {
      assertThat(header(answer, "Content-Type")).as(as).startsWith(HTML);
    } else {
      assertThat(header(answer, "Referrer-Policy")).as(as).isEqualTo("no-referrer");
    }
    assertThat(header(answer, "Content-Security-Policy"))
        .as(as)
        .contains("frame-ancestors 'none'", "base-uri 'none'")
        .containsPattern(page ? "form-action '(self|none)'" : "form-action 'none'")
        .containsPattern("default-src 'none'|object-src 'none'");
    assertThat(header(answer, "Cache-Control")).as(as).isNotEmpty();
    if (answer.statusCode() >= 400) {
      assertThat(new String(answer.body(), StandardCharsets.UTF_8))
          .as(as)
          .doesNotContain("Exception", "tw.shouwang", "micronaut", "_links", "netty");
      assertThat(header(answer, "Cache-Control")).as(as).contains("no-store");
    }
  }

  private HttpRequest.Builder request(Row row) throws Exception {
    String path = row.sample.isEmpty() ? firstOf(row.template) : row.sample;
    HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
    if (row.isForm()) {
      return request.header("Content-Type", FORM).POST(BodyPublishers.ofString("text=113"));
    }
    return row.method.equals("POST")
        ? request.header("Content-Type", JSON).POST(BodyPublishers.ofString(HELLO))
        : request;
  }

  /// A file that is named by its hash, else the first of a list.
  private String firstOf(String template) throws Exception {
    if (template.startsWith("/assets/")) {
      return assets.url("pages.css");
    }
    if (template.equals("/worker.js")) {
      return "/worker.js?set=" + assets.hash();
    }
    if (template.contains("{hash}")) {
      return template.replace("{hash}", understanding.hash());
    }
    String list = template.replace("/{id}", "");
    String body =
        new String(send(HttpRequest.newBuilder(address(list))).body(), StandardCharsets.UTF_8);
    return list + "/" + body.replaceFirst("(?s).*?\"contents\":\\[\\{\"id\":\"([^\"]+)\".*", "$1");
  }

  private URI address(String path) {
    return server.getURI().resolve(path);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
