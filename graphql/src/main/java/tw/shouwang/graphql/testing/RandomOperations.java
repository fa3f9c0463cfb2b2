package tw.shouwang.graphql.testing;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Makes random operations of a schema: with aliases, fragments, skipped parts and repeated fields.
/// Every argument is a variable whose value may fit or not.
///
/// The documents are valid; their variables need not be. The same seed gives the same operations.
public final class RandomOperations {

  /// @param document the text, with one operation
  public record Made(String document, Map<String, @Nullable Object> variables) {}

  private static final List<?> HOSTILE =
      List.of(
          "",
          " ",
          "a",
          "' or 1=1 --",
          "\"; drop table x; --",
          "<script>alert(1)</script>",
          "\u0000",
          "\uD800",
          "\u202Eabc",
          "😀".repeat(200),
          "x".repeat(5_000),
          "../../etc/passwd",
          "${jndi:ldap://127.0.0.1/a}",
          "%n%s%x",
          "9999-12-31",
          "9999-12-31T23:59:59Z",
          "-1",
          0,
          1,
          -1,
          100,
          1_000_000,
          Integer.MAX_VALUE,
          Long.MAX_VALUE,
          1e308,
          0.5,
          true,
          false,
          List.of(),
          List.of("a", 1, List.of()),
          Map.of(),
          Map.of("a", Map.of("b", 1)));

  private final GraphQLSchema schema;
  private final Map<String, List<?>> samples;
  private final Random random;
  private final double hostility;

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder definitions = new StringBuilder();
  private final Map<String, @Nullable Object> variables = new LinkedHashMap<>();
  private int fields;
  private int names;

  /// @param samples valid values, by the name of the scalar
  /// @param hostility the share of values, from 0 to 1, that are typical attack values
  public RandomOperations(
      GraphQLSchema schema, Map<String, List<?>> samples, long seed, double hostility) {
    this.schema = schema;
    this.samples = Map.copyOf(samples);
    this.random = new Random(seed);
    this.hostility = hostility;
  }

  public Made query() {
    return operation("query", schema.getQueryType(), 1 + random.nextInt(3));
  }

  /// An operation with one field of the mutation type.
  public Made mutation(GraphQLObjectType mutations) {
    return operation("mutation", mutations, 1);
  }

  private Made operation(String kind, GraphQLObjectType root, int rootFields) {
    text.setLength(0);
    definitions.setLength(0);
    variables.clear();
    fields = 0;
    names = 0;
    text.append("{ ");
    for (int i = 0; i < rootFields; i++) {
      field(pick(root.getFieldDefinitions()), 0);
    }
    text.append('}');
    String head =
        definitions.isEmpty() ? kind + " Q " : kind + " Q(" + definitions.toString().strip() + ") ";
    return new Made(head + text, new LinkedHashMap<>(variables));
  }

  private void field(GraphQLFieldDefinition field, int depth) {
    fields++;
    text.append('a').append(names++).append(": ").append(field.getName());
    arguments(field);
    condition();
    GraphQLType type = GraphQLTypeUtil.unwrapAll(field.getType());
    if (type instanceof GraphQLFieldsContainer || type instanceof GraphQLUnionType) {
      text.append(" { ");
      selection(type, depth + 1);
      text.append("} ");
    } else {
      text.append(' ');
    }
  }

  private void selection(GraphQLType type, int depth) {
    text.append("__typename ");
    List<GraphQLObjectType> members = members(type);
    if (!members.isEmpty()) {
      GraphQLObjectType member = pick(members);
      text.append("... on ").append(member.getName());
      condition();
      text.append(" { ");
      selection(member, depth);
      text.append("} ");
    }
    if (type instanceof GraphQLFieldsContainer container) {
      int count = 1 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        GraphQLFieldDefinition field = pick(container.getFieldDefinitions());
        boolean deep = !GraphQLTypeUtil.isLeaf(GraphQLTypeUtil.unwrapAll(field.getType()));
        if (!deep || (depth < 5 && fields < 40)) {
          field(field, depth);
          if (random.nextInt(6) == 0) {
            twice(field);
          }
        }
      }
    }
  }

  private List<GraphQLObjectType> members(GraphQLType type) {
    List<GraphQLObjectType> members = new ArrayList<>();
    if (type instanceof GraphQLInterfaceType shared) {
      members.addAll(schema.getImplementations(shared));
    } else if (type instanceof GraphQLUnionType union) {
      union.getTypes().forEach(member -> members.add((GraphQLObjectType) member));
    }
    return members;
  }

  /// Selects a leaf without arguments a second time, so that selections merge.
  private void twice(GraphQLFieldDefinition field) {
    if (field.getArguments().isEmpty()
        && GraphQLTypeUtil.isLeaf(GraphQLTypeUtil.unwrapAll(field.getType()))) {
      text.append(field.getName()).append(' ').append(field.getName()).append(' ');
    }
  }

  private void condition() {
    int chance = random.nextInt(12);
    if (chance == 0) {
      text.append(" @include(if: true)");
    } else if (chance == 1) {
      String name = "c" + names++;
      definitions.append('$').append(name).append(": Boolean! ");
      variables.put(name, random.nextBoolean());
      text.append(random.nextBoolean() ? " @skip(if: $" : " @include(if: $").append(name);
      text.append(')');
    }
  }

  private void arguments(GraphQLFieldDefinition field) {
    List<String> written = new ArrayList<>();
    for (GraphQLArgument argument : field.getArguments()) {
      boolean needed = GraphQLTypeUtil.isNonNull(argument.getType());
      if (needed || random.nextInt(3) == 0) {
        String name = "v" + names++;
        definitions
            .append('$')
            .append(name)
            .append(": ")
            .append(GraphQLTypeUtil.simplePrint(argument.getType()))
            .append(' ');
        variables.put(name, value(argument.getType(), 0));
        written.add(argument.getName() + ": $" + name);
      }
    }
    if (!written.isEmpty()) {
      text.append('(').append(String.join(", ", written)).append(')');
    }
  }

  private @Nullable Object value(GraphQLType type, int depth) {
    if (random.nextDouble() < hostility) {
      return random.nextInt(10) == 0 ? null : pick(HOSTILE);
    }
    return switch (type) {
      case GraphQLNonNull nonNull -> value(nonNull.getWrappedType(), depth);
      case GraphQLList list -> values(list, depth);
      case GraphQLEnumType names -> pick(names.getValues()).getName();
      case GraphQLInputObjectType input -> object(input, depth);
      default -> {
        List<?> fitting = samples.get(((GraphQLNamedType) type).getName());
        yield pick(fitting == null ? HOSTILE : fitting);
      }
    };
  }

  private List<@Nullable Object> values(GraphQLList list, int depth) {
    List<@Nullable Object> items = new ArrayList<>();
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      items.add(value(list.getWrappedType(), depth + 1));
    }
    return items;
  }

  private Map<String, @Nullable Object> object(GraphQLInputObjectType input, int depth) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (GraphQLInputObjectField field : input.getFieldDefinitions()) {
      boolean needed = GraphQLTypeUtil.isNonNull(field.getType());
      if (needed || (depth < 3 && random.nextBoolean())) {
        object.put(field.getName(), value(field.getType(), depth + 1));
      }
    }
    return object;
  }

  private <T> T pick(List<? extends T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
