package tw.shouwang.graphql.testing;

import graphql.introspection.Introspection;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.ScalarInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.deprecations.DeprecatedPart;
import tw.shouwang.graphql.deprecations.DeprecatedParts;

/// The project's conventions for a schema: everything has a description, names have one style, a
/// mutation takes one input and returns a result named after it, every list has a declared length,
/// a scalar names its specification, what is deprecated names its day and its replacement, and a
/// field whose description rules out GET is declared confidential.
public final class SchemaConventions {

  private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z0-9]*");
  private static final Pattern FIELD = Pattern.compile("[a-z][A-Za-z0-9]*");
  private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*");

  private static final Pattern URL = Pattern.compile("https://[a-z0-9.-]+/[A-Za-z0-9._/:#-]+");

  private static final Pattern NO_GET = Pattern.compile("(?i)over GET|POST only");

  private final GraphQLSchema schema;
  private final List<String> findings = new ArrayList<>();

  private final Set<String> coordinates;

  private SchemaConventions(GraphQLSchema schema) {
    this.schema = schema;
    this.coordinates = coordinates(schema);
  }

  /// What breaks a convention, e.g. `Query.hello(name:) has no description`.
  public static List<String> findings(GraphQLSchema schema) {
    SchemaConventions conventions = new SchemaConventions(schema);
    schema.getAllTypesAsList().stream()
        .filter(type -> !Introspection.isIntrospectionTypes(type))
        .filter(type -> !ScalarInfo.isGraphqlSpecifiedScalar(type.getName()))
        .forEach(conventions::check);
    DeprecatedParts.reasons(schema).forEach(conventions::checkDeprecated);
    GraphQLObjectType mutations = schema.getMutationType();
    if (mutations != null) {
      mutations.getFieldDefinitions().forEach(conventions::checkMutation);
    }
    return List.copyOf(conventions.findings);
  }

  private void check(GraphQLNamedType type) {
    String name = type.getName();
    named(TYPE, name, name);
    described(name, type.getDescription());
    switch (type) {
      case GraphQLFieldsContainer fields ->
          fields.getFieldDefinitions().forEach(field -> check(name, field));
      case GraphQLInputObjectType input ->
          input
              .getFieldDefinitions()
              .forEach(field -> {
                named(FIELD, name + "." + field.getName(), field.getName());
                described(name + "." + field.getName(), field.getDescription());
              });
      case GraphQLEnumType constants ->
          constants
              .getValues()
              .forEach(value -> {
                named(CONSTANT, name + "." + value.getName(), value.getName());
                described(name + "." + value.getName(), value.getDescription());
              });
      case GraphQLScalarType scalar -> specified(scalar);
      default -> {}
    }
  }

  /// The reason of `@deprecated` begins with the day and the name of the replacement, which is in
  /// the schema and not deprecated itself.
  private void checkDeprecated(String at, String reason) {
    Optional<DeprecatedPart> part = DeprecatedPart.of(at, reason);
    if (part.isEmpty()) {
      findings.add(at + " is deprecated without day and replacement");
    } else if (!exists(at, part.get().replacement())) {
      findings.add(at + " names a replacement that the schema does not have");
    }
  }

  private boolean exists(String at, String replacement) {
    int owner = at.contains("(") ? at.indexOf('(') : at.indexOf('.');
    String beside =
        at.contains("(")
            ? at.substring(0, owner) + "(" + replacement + ":)"
            : at.substring(0, owner) + "." + replacement;
    return coordinates.contains(replacement) || coordinates.contains(beside);
  }

  /// Everything in the schema that is not deprecated.
  private static Set<String> coordinates(GraphQLSchema schema) {
    Set<String> all = new HashSet<>();
    for (GraphQLNamedType type : schema.getAllTypesAsList()) {
      String name = type.getName();
      all.add(name);
      switch (type) {
        case GraphQLFieldsContainer fields ->
            fields
                .getFieldDefinitions()
                .forEach(field -> {
                  String at = name + "." + field.getName();
                  all.add(at);
                  field
                      .getArguments()
                      .forEach(argument -> all.add(at + "(" + argument.getName() + ":)"));
                });
        case GraphQLInputObjectType input ->
            input.getFieldDefinitions().forEach(field -> all.add(name + "." + field.getName()));
        case GraphQLEnumType constants ->
            constants.getValues().forEach(value -> all.add(name + "." + value.getName()));
        default -> {}
      }
    }
    all.removeAll(DeprecatedParts.reasons(schema).keySet());
    return all;
  }

  /// A scalar of ours names a published specification of its text.
  private void specified(GraphQLScalarType scalar) {
    String url = scalar.getSpecifiedByUrl();
    if (url == null || !URL.matcher(url).matches()) {
      findings.add(scalar.getName() + " names no specification by @specifiedBy");
    }
  }

  private void check(String type, GraphQLFieldDefinition field) {
    String name = type + "." + field.getName();
    named(FIELD, name, field.getName());
    described(name, field.getDescription());
    if (promisesNoGet(field.getDescription()) && !field.hasAppliedDirective("confidential")) {
      findings.add(name + " promises not to be asked over GET without being @confidential");
    }
    for (GraphQLArgument argument : field.getArguments()) {
      String argumentName = name + "(" + argument.getName() + ":)";
      named(FIELD, argumentName, argument.getName());
      described(argumentName, argument.getDescription());
    }
    if (isList(field.getType()) && !isBounded(type, field)) {
      findings.add(name + " is a list without first, last or @listSize");
    }
  }

  /// Whether a description promises that the field never comes over GET; the schema must then
  /// declare it.
  private static boolean promisesNoGet(@Nullable String description) {
    return description != null && NO_GET.matcher(description).find();
  }

  /// Whether a list is bounded. A list of enum values or scalars is bounded by what it lists; a
  /// page's lists are bounded by the field that returns the page.
  private boolean isBounded(String type, GraphQLFieldDefinition field) {
    GraphQLType item = GraphQLTypeUtil.unwrapAll(field.getType());
    return field.getArgument("first") != null
        || field.getArgument("last") != null
        || field.getAppliedDirective("listSize") != null
        || type.endsWith("Connection")
        || item instanceof GraphQLEnumType
        || item instanceof GraphQLScalarType;
  }

  private static boolean isList(GraphQLType type) {
    return GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(type));
  }

  private void checkMutation(GraphQLFieldDefinition mutation) {
    String name = mutation.getName();
    String stem = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    GraphQLArgument input = mutation.getArgument("input");
    if (mutation.getArguments().size() != 1
        || input == null
        || !typeName(input.getType()).equals(stem + "Input")) {
      findings.add("Mutation." + name + " does not take input: " + stem + "Input! alone");
    }
    if (!typeName(mutation.getType()).equals(stem + "Result")) {
      findings.add("Mutation." + name + " does not give " + stem + "Result!");
    }
    if (schema.getType(stem + "Input") == null) {
      findings.add(stem + "Input is missing");
    }
  }

  private static String typeName(GraphQLType type) {
    return GraphQLTypeUtil.unwrapAll(type).getName();
  }

  private void named(Pattern pattern, String where, String name) {
    if (!pattern.matcher(name).matches()) {
      findings.add(where + " is not named as the others");
    }
  }

  private void described(String where, @Nullable String description) {
    if (description == null || description.isBlank()) {
      findings.add(where + " has no description");
    }
  }
}
