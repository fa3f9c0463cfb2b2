package tw.shouwang.graphql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherResult;
import graphql.execution.SimpleDataFetcherExceptionHandler;
import graphql.parser.Parser;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeRuntimeWiring;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tw.shouwang.graphql.json.JsonWriter;
import tw.shouwang.graphql.testing.RandomOperations;

/// Compares our strategy with the engine's own, byte for byte.
class PlanStrategyTest {

  private static final String SDL =
      """
      type Query { one(n: Int = 3, more: [In!]): Thing sure: Thing! many: [Thing!] some: [Thing]! any: Any all: [Any!]! being: Being text(of: String): String! }
      type Mutation { first(n: Int): Thing second: Thing }
      type Thing implements Being { id: ID! n: Int ratio: Float! text(of: String = "x", in: In): String words: [String!]! table: [[Int!]]! yes: Boolean colour: Colour! child: Thing sure: Thing! many: [Thing!]! some: [Thing] any: Any! being: Being }
      type Other implements Being { id: ID! odd: [Colour!] thing: Thing! }
      interface Being { id: ID! }
      union Any = Thing | Other
      enum Colour { RED GREEN }
      input In { a: Int! = 4 b: [String!] c: In }
      """;

  enum Colour {
    RED,
    GREEN
  }

  /// All values of a node's fields are derived from this number.
  record Node(int seed) {}

  private static final DataFetcher<Object> ANYTHING = PlanStrategyTest::anything;

  private final GraphQLSchema schema = schema();
  private final GraphQL theirs = GraphQL.newGraphQL(schema).build();
  private final GraphQL ours =
      GraphQL.newGraphQL(schema)
          .queryExecutionStrategy(new PlanStrategy(new SimpleDataFetcherExceptionHandler()))
          .mutationExecutionStrategy(new PlanStrategy(new SimpleDataFetcherExceptionHandler()))
          .build();

  @Test
  void answersAsTheEnginesOwnStrategyDoes() {
    int failed = 0;
    int nothing = 0;
    for (int seed = 0; seed < 3_000; seed++) {
      RandomOperations operations =
          new RandomOperations(
              schema,
              Map.of(
                  "Int", List.of(0, 1, 7),
                  "String", List.of("a", "\"é\n"),
                  "Boolean", List.of(true, false),
                  "ID", List.of("i")),
              seed,
              0.02);
      RandomOperations.Made made =
          seed % 5 == 0
              ? operations.mutation(Objects.requireNonNull(schema.getMutationType()))
              : operations.query();
      ExecutionResult result = agreed(made.document(), made.variables(), seed);
      failed += result.getErrors().isEmpty() ? 0 : 1;
      nothing += result.getData() == null ? 1 : 0;
    }
    // Otherwise the test would have covered only one of the cases.
    assertThat(failed).isBetween(500, 2_900);
    assertThat(nothing).isBetween(50, 1_500);
  }

  @Test
  void answersNamedFragmentsAndMergedSelections() {
    String document =
        """
        query($yes: Boolean!) {
          one { ...A child { n } ...B @include(if: $yes) }
          all { __typename ... on Being { id } ... on Thing { ...A } ... on Other { odd } }
        }
        fragment A on Thing { n child { id } many { n } }
        fragment B on Thing { many { id text(of: "z") } colour }
        """;
    for (int seed = 0; seed < 200; seed++) {
      agreed(document, Map.of("yes", seed % 2 == 0), seed);
    }
  }

  @Test
  void keepsOnePlanForEachWayToSkip() {
    String document = "query($a: Boolean!, $n: Int) { one(n: $n) { n @skip(if: $a) id } }";
    Plans plans = new Plans(new Parser().parseDocument(document));

    Object with = ours.execute(input(document, Map.of("a", false, "n", 1), 1, plans)).getData();
    Object without = ours.execute(input(document, Map.of("a", true, "n", 2), 1, plans)).getData();
    Object again = ours.execute(input(document, Map.of("a", false, "n", 1), 1, plans)).getData();

    assertThat(json(with)).isEqualTo(json(again)).isNotEqualTo(json(without));
  }

  @Test
  void answersQuestionsAboutTheSchema() {
    agreed("{ __schema { queryType { name } } one { __typename } }", Map.of(), 1);
    agreed("{ __typename }", Map.of(), 1);
  }

  @Test
  void tellsFetchersWhereTheyStand() {
    agreed("{ many { some { text(of: \"where\") } } }", Map.of(), 4);
    agreed("{ many { some { text(of: \"what\") } } }", Map.of(), 4);
  }

  private ExecutionResult agreed(String document, Map<String, ?> variables, int seed) {
    Plans plans = new Plans(new Parser().parseDocument(document));
    ExecutionResult expected = theirs.execute(input(document, variables, seed, null));
    ExecutionResult actual = ours.execute(input(document, variables, seed, plans));
    assertThat(actual.isDataPresent()).as(document).isEqualTo(expected.isDataPresent());
    assertThat(json(actual.getData())).as(document).isEqualTo(json(expected.getData()));
    assertThat(actual.getErrors().stream().map(PlanStrategyTest::told))
        .as(document)
        .containsExactlyInAnyOrderElementsOf(
            expected.getErrors().stream().map(PlanStrategyTest::told).toList());
    return expected;
  }

  private static ExecutionInput input(
      String document, Map<String, ?> variables, int seed, @Nullable Plans plans) {
    ExecutionInput.Builder input =
        ExecutionInput.newExecutionInput()
            .query(document)
            .variables(new HashMap<>(variables))
            .root(new Node(seed));
    if (plans != null) {
      input.graphQLContext(Map.of(Plans.class, plans));
    }
    return input.build();
  }

  private static String told(GraphQLError error) {
    return error.getPath() + " " + error.getErrorType() + " " + error.getMessage();
  }

  private static String json(@Nullable Object data) {
    return new String(JsonWriter.write(data), StandardCharsets.UTF_8);
  }

  private static GraphQLSchema schema() {
    RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
    for (String type : List.of("Query", "Mutation", "Thing", "Other")) {
      wiring.type(TypeRuntimeWiring.newTypeWiring(type).defaultDataFetcher(ANYTHING));
    }
    for (String type : List.of("Any", "Being")) {
      wiring.type(
          type,
          builder ->
              builder.typeResolver(env -> {
                return env.getObject() instanceof Node node && node.seed() % 11 != 0
                    ? env.getSchema().getObjectType(node.seed() % 2 == 0 ? "Thing" : "Other")
                    : null;
              }));
    }
    return new SchemaGenerator()
        .makeExecutableSchema(new SchemaParser().parse(SDL), wiring.build());
  }

  /// A value of the field's type, or a wrong one: pseudo-random, but always the same for the same
  /// parent, field and arguments.
  private static @Nullable Object anything(DataFetchingEnvironment env) {
    Node parent = env.getSource();
    GraphQLFieldDefinition field = env.getFieldDefinition();
    Random random =
        new Random(
            Objects.hash(
                    Objects.requireNonNull(parent).seed(),
                    field.getName(),
                    env.getArguments().toString())
                * 31L);
    random.nextInt();
    if ("where".equals(env.getArgument("of"))) {
      return env.getExecutionStepInfo().getPath() + " " + env.getExecutionStepInfo().getParent();
    }
    if ("what".equals(env.getArgument("of"))) {
      return env.getSelectionSet().getFields().size()
          + env.getField().getName()
          + env.getLocalContext();
    }
    return switch (random.nextInt(40)) {
      case 0 -> throw new IllegalStateException("thrown " + field.getName());
      case 1 -> null;
      case 2 -> CompletableFuture.failedFuture(new IllegalStateException("late"));
      case 3 -> CompletableFuture.completedFuture(value(field.getType(), random));
      case 4 ->
          DataFetcherResult.newResult()
              .data(value(field.getType(), random))
              .error(GraphqlErrorBuilder.newError(env).message("told").build())
              .localContext("local " + random.nextInt(3))
              .build();
      case 5 -> Optional.ofNullable(value(field.getType(), random));
      case 6 -> "no list, no number";
      default -> value(field.getType(), random);
    };
  }

  private static @Nullable Object value(GraphQLType type, Random random) {
    return switch (type) {
      case GraphQLNonNull nonNull -> value(nonNull.getWrappedType(), random);
      case GraphQLList list -> {
        List<@Nullable Object> items = new ArrayList<>();
        int count = random.nextInt(3);
        for (int i = 0; i < count; i++) {
          items.add(random.nextInt(25) == 0 ? null : value(list.getWrappedType(), random));
        }
        yield switch (random.nextInt(3)) {
          case 0 -> items.toArray();
          case 1 -> Stream.of(items.toArray());
          default -> items;
        };
      }
      case GraphQLEnumType _ ->
          random.nextInt(15) == 0 ? "BLUE" : Colour.values()[random.nextInt(2)];
      case GraphQLScalarType scalar ->
          switch (scalar.getName()) {
            case "Int" -> random.nextInt(100);
            case "Float" -> random.nextInt(9) / 4.0;
            case "Boolean" -> random.nextBoolean();
            default -> "text \"" + random.nextInt(9) + "\" 守望\n";
          };
      case GraphQLObjectType _ -> new Node(random.nextInt(1_000));
      default -> new Node(random.nextInt(1_000));
    };
  }
}
