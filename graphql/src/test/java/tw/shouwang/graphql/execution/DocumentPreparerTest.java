package tw.shouwang.graphql.execution;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLSchema;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.limits.LimitSettings;
import tw.shouwang.graphql.toy.ToySlice;

class DocumentPreparerTest {

  private static final GraphQLSchema SCHEMA = SchemaAssembler.assemble(List.of(new ToySlice()));
  private static final LimitSettings LIMITS =
      new LimitSettings(500, 200, 4, 10, 2, 3, 2, 3, 100, Duration.ofSeconds(1));

  private final DocumentPreparer preparer = new DocumentPreparer(SCHEMA, LIMITS, true);

  @Test
  void countsCharacters() {
    isOnTheEdgeOf("characters", "{ now }" + " ".repeat(493), "{ now }" + " ".repeat(494));
  }

  @Test
  void countsTokens() {
    LimitSettings few = new LimitSettings(500, 50, 4, 90, 2, 90, 2, 3, 100, Duration.ofSeconds(1));
    DocumentPreparer strict = new DocumentPreparer(SCHEMA, few, true);

    assertThat(strict.prepare("{ " + "now ".repeat(40) + "}"))
        .isInstanceOf(PreparedDocument.Ready.class);
    assertThat(strict.prepare("{ " + "now ".repeat(50) + "}"))
        .isInstanceOfSatisfying(
            PreparedDocument.Forbidden.class,
            forbidden ->
                assertThat(String.valueOf(forbidden.details().get("limit"))).isEqualTo("tokens"));
  }

  @Test
  void countsDepth() {
    isOnTheEdgeOf(
        "depth",
        "{ tree { children { children { name } } } }",
        "{ tree { children { children { children { name } } } } }");
  }

  @Test
  void countsFieldsThroughFragments() {
    String fragment = "fragment F on Tree { name heavy name }";
    isOnTheEdgeOf(
        "fields",
        "{ tree { ...F ...F name } } " + fragment,
        "{ tree { ...F ...F name name } } " + fragment);
  }

  @Test
  void countsAliases() {
    isOnTheEdgeOf("aliases", "{ a: now b: now }", "{ a: now b: now c: now }");
  }

  @Test
  void countsRootFieldsAndLetsOneMutationThrough() {
    isOnTheEdgeOf("rootFields", "{ now hello now }", "{ now hello now hello }");
    String keep = "keep(input: $i) { __typename }";
    isOnTheEdgeOf(
        "rootFields",
        "mutation($i: KeepInput!) {" + keep + "}",
        "mutation($i: KeepInput!) { a: " + keep + " b: " + keep + "}");
    assertThat(
            limit(
                "mutation($i: KeepInput!) { ... { "
                    + keep
                    + " } ...M } "
                    + "fragment M on Mutation { "
                    + keep
                    + " }"))
        .isEqualTo("rootFields");
  }

  @Test
  void countsDirectives() {
    isOnTheEdgeOf(
        "directives",
        "{ now @skip(if: false) hello @skip(if: true) }",
        "{ now @skip(if: false) hello @skip(if: true) ... @skip(if: true) { now } }");
  }

  @Test
  void refusesADirectiveTwiceInOnePlace() {
    assertThat(preparer.prepare("{ now @skip(if: false) @skip(if: false) }"))
        .isInstanceOfSatisfying(
            PreparedDocument.Invalid.class,
            invalid -> assertThat(invalid.code()).isEqualTo(ErrorCode.GRAPHQL_VALIDATION_FAILED));
  }

  @Test
  void countsTheItemsOfListsInTheText() {
    isOnTheEdgeOf("listItems", "{ sum(of: [1, 2, 3]) }", "{ sum(of: [1, 2, 3, 4]) }");
  }

  @Test
  void knowsWhichDocumentsNoVariableMakesTooCostly() {
    assertThat(cheap("{ tree { children { children { name } } } }")).isTrue();
    assertThat(cheap("{ forest { trees { name } } }")).isTrue();
    assertThat(cheap("{ forest(first: 1) { trees { heavy } } }")).isTrue();
    assertThat(cheap("{ forest(first: 2) { trees { heavy } } }")).isFalse();
    assertThat(cheap("query($n: Int) { forest(first: $n) { trees { name } } }")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ vault(secret: \"1234567\") }",
        "{ vault(secret: 1234567) }",
        "{ vaul(secret: \"1234567\") }",
        "query($s: Secret! = \"1234567\") { vault(secret: $s) }",
        "{ ...F } fragment F on Query { ... { vault(secret: \"1234567\") } }",
        "mutation($s: Secret!) { keep(input: {secret: $s, words: \"a\"}) { __typename } }",
        "mutation { keep(input: {secret: \"1234567\"}) { __typename } }",
        "mutation { kep(input: {words: \"a\"}) { __typename } }",
        "mutation($i: KeepInput = {secret: \"1234567\"}) { keep(input: $i) { __typename } }",
      })
  void refusesASecretInTheText(String document) {
    assertThat(preparer.prepare(document))
        .isInstanceOfSatisfying(
            PreparedDocument.Forbidden.class,
            forbidden -> assertThat(forbidden.code()).isEqualTo(ErrorCode.INLINE_SECRET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "query($s: Secret!) { vault(secret: $s) }",
        "mutation($i: KeepInput!) { keep(input: $i) { __typename } }",
        "mutation($s: Secret! $w: String!) { keep(input: {secret: $s, words: $w}) { __typename } }",
      })
  void letsASecretThroughAsAVariable(String document) {
    assertThat(preparer.prepare(document)).isInstanceOf(PreparedDocument.Ready.class);
  }

  /// S4: validation of a chain of fragments used to take 4.3 s of processor time.
  @Test
  void refusesAChainOfFragmentsBeforeItCostsAnything() {
    DocumentPreparer usual =
        new DocumentPreparer(
            SCHEMA,
            new LimitSettings(
                20_000, 4_000, 15, 1_000, 50, 20, 50, 100, 100_000, Duration.ofSeconds(10)),
            true);
    StringBuilder chain = new StringBuilder("{ ...F0 }");
    for (int i = 0; i < 490; i++) {
      chain.append("fragment F").append(i).append(" on Query{...F").append(i + 1).append('}');
    }
    chain.append("fragment F490 on Query{now}");
    ThreadMXBean processor = ManagementFactory.getThreadMXBean();
    long before = processor.getCurrentThreadCpuTime();
    PreparedDocument prepared = usual.prepare(chain.toString());
    Duration took = Duration.ofNanos(processor.getCurrentThreadCpuTime() - before);
    assertThat(prepared).isInstanceOf(PreparedDocument.Forbidden.class);
    assertThat(took).isLessThan(Duration.ofMillis(500));
  }

  @Test
  void refusesFragmentsThatHoldThemselvesWithoutFollowingThemForEver() {
    StringBuilder bomb = new StringBuilder("{ ...F0 }");
    for (int i = 0; i < 9; i++) {
      bomb.append("fragment F")
          .append(i)
          .append(" on Query { ...F")
          .append(i + 1)
          .append("...F")
          .append(i + 1)
          .append("}");
    }
    assertThat(limit(bomb + "fragment F9 on Query { now }")).isIn("fields", "tokens");
    assertThat(limit("{ ...F } fragment F on Query { now ...F }")).isEqualTo("rootFields");
    assertThat(limit("{ ...F } fragment F on Query { ...F }")).isEqualTo("fields");
  }

  /// S4: validation rules compare all pairs of these, or follow all paths through them.
  @Test
  void boundsWhatValidationWouldTakeLongOver() {
    DocumentPreparer wide =
        new DocumentPreparer(
            SCHEMA,
            new LimitSettings(
                20_000, 4_000, 15, 1_000, 50, 20, 50, 100, 100_000, Duration.ofSeconds(10)),
            true);
    assertThat(limit(wide, chain(490))).isEqualTo("fragments");
    assertThat(limit(wide, chain(61))).isEqualTo("fragments");
    assertThat(limit(wide, chain(60))).isEqualTo("spreads");
    assertThat(limit(wide, chain(16))).isEqualTo("spreads");
    assertThat(limit(wide, chain(15))).isEqualTo("none");
    StringBuilder unreached = new StringBuilder("{ now }");
    for (int i = 0; i < 20; i++) {
      unreached.append("fragment F%d on Query { ...F%d }".formatted(i, i + 1));
    }
    assertThat(limit(wide, unreached + "fragment F20 on Query { now }")).isEqualTo("spreads");
    StringBuilder operations = new StringBuilder();
    for (int i = 0; i < 21; i++) {
      operations.append("query Q%d { now }".formatted(i));
    }
    assertThat(limit(wide, operations.toString())).isEqualTo("operations");
    StringBuilder variables = new StringBuilder("query (");
    for (int i = 0; i < 101; i++) {
      variables.append("$v%d: Int ".formatted(i));
    }
    assertThat(limit(wide, variables + ") { now }")).isEqualTo("variables");
  }

  private static String chain(int fragments) {
    StringBuilder chain = new StringBuilder("{ ...F1 }");
    for (int i = 1; i < fragments; i++) {
      chain.append("fragment F%d on Query { ...F%d }".formatted(i, i + 1));
    }
    return chain + "fragment F" + fragments + " on Query { now }";
  }

  private void isOnTheEdgeOf(String limit, String within, String over) {
    assertThat(preparer.prepare(within)).isInstanceOf(PreparedDocument.Ready.class);
    assertThat(limit(over)).isEqualTo(limit);
  }

  private Object limit(String document) {
    return limit(preparer, document);
  }

  private static Object limit(DocumentPreparer preparer, String document) {
    return preparer.prepare(document) instanceof PreparedDocument.Forbidden forbidden
        ? String.valueOf(forbidden.details().get("limit"))
        : "none";
  }

  private boolean cheap(String document) {
    return ((PreparedDocument.Ready) preparer.prepare(document)).cheap();
  }
}
