package tw.shouwang.api;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.AstPrinter;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;

/// What a client's generated code and its cache rely on.
@MicronautTest(transactional = false)
class ClientPromisesIT implements EmbeddedTest {

  private static final String VIEW =
      "query ($receipt: Receipt!) { caseView(receipt: $receipt) { id status } }";
  private static final String SUBMIT =
      """
      mutation ($input: SubmitConcernInput!) {
        submitConcern(input: $input) {
          ... on CaseReceived { view { id } }
          ... on SubmissionRefused { code emergency { key name dial telUri } }
        }
      }
      """;

  @Inject AppClient app;
  @Inject EmbeddedServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  /// C1: where a description says that a query is for POST, GET is refused, and the mark that does
  /// it stands in the schema.
  @Test
  void refusesOverGetWhatTheSchemaSendsByPost() throws Exception {
    TypeDefinitionRegistry schema = new SchemaParser().parse(Path.of("schema.graphql").toFile());
    List<FieldDefinition> queries =
        Objects.requireNonNull(schema.getTypeOrNull("Query", ObjectTypeDefinition.class))
            .getFieldDefinitions();
    List<String> refused = new ArrayList<>();
    for (FieldDefinition query : queries) {
      boolean isPromised =
          query.getDescription() != null && query.getDescription().getContent().contains("POST");
      boolean isMarked =
          query.hasDirective("confidential")
              || query.getInputValueDefinitions().stream()
                  .anyMatch(argument -> argument.hasDirective("sensitive"));
      assertThat(!isPromised || isMarked).as(query.getName()).isTrue();
      if (isMarked) {
        assertThat(statusByGet(query)).as(query.getName()).isEqualTo(405);
        refused.add(query.getName());
      }
    }
    assertThat(refused)
        .contains("agencyEntry", "caseProof", "caseView", "newReceipt", "sealedCase", "site");
  }

  /// As urql asks by default: with the variables in the address.
  private int statusByGet(FieldDefinition query) throws Exception {
    String declared =
        query.getInputValueDefinitions().stream()
            .map(argument ->
                "$" + argument.getName() + ": " + AstPrinter.printAst(argument.getType()))
            .collect(Collectors.joining(", ", "(", ")"));
    String given =
        query.getInputValueDefinitions().stream()
            .map(argument -> argument.getName() + ": $" + argument.getName())
            .collect(Collectors.joining(", ", "(", ")"));
    boolean none = query.getInputValueDefinitions().isEmpty();
    String scalar = AstPrinter.printAst(query.getType()).replace("!", "");
    String text =
        "query Q"
            + (none ? "" : declared)
            + " { "
            + query.getName()
            + (none ? "" : given)
            + (scalar.equals("Receipt") ? " }" : " { __typename } }");
    URI address =
        server
            .getURI()
            .resolve(
                "/graphql?variables=%7B%7D&query="
                    + URLEncoder.encode(text, StandardCharsets.UTF_8));
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
        .statusCode();
  }

  /// C6
  @ParameterizedTest
  @ValueSource(strings = {"DateTime", "Date", "LanguageTag", "AreaCode", "Receipt"})
  void namesTheSpecificationOfEachScalar(String scalar) {
    Answer type =
        ask("query ($name: String!) { __type(name: $name) { specifiedByURL } }", "name", scalar);
    assertThat(type.text("data", "__type", "specifiedByURL")).startsWith("https://");
  }

  /// C6: one type in an app for the numbers of an error and those of a refusal.
  @Test
  void givesTheEmergencyNumbersOfErrorsAndRefusalsOneShape() {
    Map<String, Object> nowhere = Forms.concern();
    nowhere.put("area", "99999");
    Answer refused = ask(SUBMIT, "input", nowhere).at("data", "submitConcern", "emergency");

    Map<String, Object> unfit = Forms.concern();
    unfit.put("urgency", "SOON");
    Answer unfitting = ask(SUBMIT, "input", unfit);
    Answer unreadable = app.askText("mutation {", Map.of(), "zh-TW");
    for (Answer failed : List.of(unfitting, unreadable)) {
      Answer numbers = failed.at("errors", 0, "extensions", "emergency");
      for (String field : List.of("key", "dial", "telUri")) {
        assertThat(numbers.each(field)).isEqualTo(refused.each(field));
      }
      assertThat(fields(numbers)).isEqualTo(fields(refused));
    }
    assertThat(refused.each("telUri")).containsExactly("tel:110", "tel:119", "tel:113", "tel:1925");
  }

  private static List<String> fields(Answer numbers) {
    return StreamSupport.stream(numbers.at(0).json().entries().spliterator(), false)
        .map(Map.Entry::getKey)
        .toList();
  }

  /// C6: a mutation renews what a cache keeps of the view; nothing else is known by the id.
  @Test
  void namesAViewForCachesAndTellsNothingOfItsReceipt() {
    Receipt receipt = Forms.receipt();
    Answer made = ask(SUBMIT, "input", Forms.concern(receipt, "ROUTINE"));
    String id = made.text("data", "submitConcern", "view", "id");
    assertThat(id).matches("[0-9a-f]{32}");
    assertThat(view(receipt, "zh-TW")).isEqualTo(id);
    assertThat(view(receipt, "vi")).isEqualTo(id + "~lvi");

    Receipt later = Forms.receipt();
    Map<String, Object> change = Map.of("receipt", receipt.text(), "newReceipt", later.text());
    Answer changed =
        ask(
            """
            mutation ($input: ChangeReceiptInput!) {
              changeReceipt(input: $input) { ... on ReceiptChanged { view { id } } }
            }
            """,
            "input",
            change);
    String renewed = changed.text("data", "changeReceipt", "view", "id");
    assertThat(renewed).isNotEqualTo(id).isEqualTo(view(later, "zh-TW"));
    for (String each : List.of(id, renewed)) {
      assertThat(
              ask("query ($id: ID!) { node(id: $id) { id } }", "id", each)
                  .at("data", "node")
                  .isNull())
          .isTrue();
    }
  }

  private String view(Receipt receipt, String language) {
    return app.askText(VIEW, Map.of("receipt", receipt.text()), language)
        .text("data", "caseView", "id");
  }

  /// C12: a cache keeps each contact by itself, for each area and language.
  @Test
  void namesEachContactOfEachView() {
    Set<String> ids = new HashSet<>();
    int contacts = 0;
    for (String area : List.of("63000", "65000")) {
      for (String language : List.of("zh-TW", "th")) {
        Answer nodes = entries(area, language);
        assertThat(entries(area, language)).isEqualTo(nodes);
        for (int index = 0; index < nodes.size(); index++) {
          List<String> own = nodes.at(index, "contacts").each("id");
          String entry = nodes.text(index, "id");
          assertThat(own).allMatch(id -> id.startsWith(entry + "."));
          contacts += own.size();
          ids.addAll(own);
        }
      }
    }
    assertThat(ids).hasSize(contacts).hasSizeGreaterThan(200);
  }

  private Answer entries(String area, String language) {
    return app.askText(
            """
            query ($area: AreaCode) {
              resources(filter: {area: $area}, first: 100) { nodes { id contacts { id } } }
            }
            """,
            Map.of("area", area),
            language)
        .at("data", "resources", "nodes");
  }

  /// B8: a tag as Java and Android write it is the one with a hyphen.
  @ParameterizedTest
  @CsvSource({"zh_TW, zh-TW", "VI_vn, vi-VN", "vi, vi"})
  void readsALanguageInWhicheverSpelling(String written, String tag) {
    String query =
        """
        query ($tag: LanguageTag!) {
          resources(filter: {area: "63000030", spokenLanguage: $tag}, first: 100) { nodes { id } }
        }
        """;
    Answer found = ask(query, "tag", written);
    assertThat(found.at("data", "resources", "nodes").size()).isPositive();
    assertThat(found).isEqualTo(ask(query, "tag", tag));
  }

  /// C12: the engine knows two directives that nobody does here and cannot be told to forget them,
  /// so the schema says so.
  @Test
  void saysThatNothingIsDeferred() {
    Answer answer =
        app.askText(
            "{ emergencyNumbers { key ... @defer { name } } __schema { directives { name"
                + " description } } }",
            Map.of(),
            "en");
    assertThat(answer.json().get("errors")).isNull();
    assertThat(answer.at("data", "emergencyNumbers").each("name"))
        .hasSameSizeAs(answer.at("data", "emergencyNumbers").each("key"))
        .doesNotContainNull();
    Answer directives = answer.at("data", "__schema", "directives");
    for (String engines : List.of("defer", "experimental_disableErrorPropagation")) {
      int at = directives.each("name").indexOf(engines);
      assertThat(directives.text(at, "description")).as(engines).contains("without effect");
    }
  }

  /// C12
  @ParameterizedTest
  @ValueSource(strings = {"FAX", "KEYPAD", "WALK_IN", "WEB"})
  void offersNoContactThatAPersonCannotHave(String kind) {
    Map<String, Object> help = Forms.concern();
    help.put("contactKind", kind);
    Answer answer =
        ask(
            "mutation ($input: RequestHelpInput!) { requestHelp(input: $input) { __typename } }",
            "input",
            help);
    assertThat(answer.text("errors", 0, "extensions", "code")).isEqualTo("BAD_USER_INPUT");
    assertThat(answer.text("errors", 0, "extensions", "at")).isEqualTo("input.contactKind");
  }

  /// C12: the arguments of the Relay connection specification, however a client sends them.
  @Test
  void pagesBackwards() {
    String query =
        """
        query ($first: Int, $after: String, $last: Int, $before: String) {
          resources(filter: {area: "63000030"}, at: "2026-05-06T10:00:00+08:00",
              first: $first, after: $after, last: $last, before: $before) {
            edges { cursor node { key } }
            pageInfo { hasPreviousPage hasNextPage startCursor }
          }
        }
        """;
    List<String> all = keys(page(query, Map.of("first", 100)));
    assertThat(all).hasSizeGreaterThan(10);
    assertThat(keys(page(query, Map.of()))).isEqualTo(all.subList(0, Math.min(20, all.size())));
    Answer end = page(query, Map.of("last", 3));
    assertThat(keys(end)).isEqualTo(all.subList(all.size() - 3, all.size()));
    assertThat(end.text("pageInfo", "hasPreviousPage")).isEqualTo("true");
    Answer previous = page(query, Map.of("last", 4, "before", end.text("pageInfo", "startCursor")));
    assertThat(keys(previous)).isEqualTo(all.subList(all.size() - 7, all.size() - 3));
    assertThat(previous.text("pageInfo", "hasNextPage")).isEqualTo("true");
    Map<String, Object> explicit = new HashMap<>();
    explicit.put("first", null);
    explicit.put("last", 3);
    assertThat(keys(page(query, explicit))).isEqualTo(keys(end));

    Answer refused = app.askText(query, Map.of("last", 101), "en");
    assertThat(refused.text("errors", 0, "extensions", "code")).isEqualTo("INVALID_LAST");
    assertThat(refused.text("errors", 0, "message")).contains("last");
  }

  private Answer page(String query, Map<String, ?> variables) {
    return app.askText(query, variables, "zh-TW").at("data", "resources");
  }

  private static List<String> keys(Answer page) {
    Answer edges = page.at("edges");
    return IntStream.range(0, edges.size())
        .mapToObj(index -> Objects.requireNonNull(edges.text(index, "node", "key")))
        .toList();
  }

  private Answer ask(String text, String name, Object variable) {
    return app.askText(text, Map.of(name, variable), "zh-TW");
  }
}
