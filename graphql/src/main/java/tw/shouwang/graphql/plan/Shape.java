package tw.shouwang.graphql.plan;

import graphql.GraphQLContext;
import graphql.schema.Coercing;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The type of a field's value, prepared for execution.
sealed interface Shape {

  /// Whether null is forbidden.
  boolean required();

  /// The type without the non-null wrapper.
  GraphQLOutputType type();

  static Shape of(GraphQLType type) {
    return type instanceof GraphQLNonNull nonNull
        ? of(nonNull.getWrappedType(), true)
        : of(type, false);
  }

  private static Shape of(GraphQLType type, boolean required) {
    return switch (type) {
      case GraphQLList list -> new Sequence(required, list, of(list.getWrappedType()));
      case GraphQLScalarType scalar -> new Scalar(required, scalar, scalar.getCoercing());
      case GraphQLEnumType names ->
          new Name(required, names, new Name.Known[Math.max(1, names.getValues().size())]);
      case GraphQLCompositeType composite -> new Composite(required, composite);
      default -> throw new IllegalStateException("no type of an output: " + type);
    };
  }

  /// A scalar or an enum.
  sealed interface Leaf extends Shape {

    @Nullable Object serialize(Object value, GraphQLContext context, Locale locale);
  }

  record Scalar(boolean required, GraphQLScalarType type, Coercing<?, ?> coercing) implements Leaf {

    @Override
    public @Nullable Object serialize(Object value, GraphQLContext context, Locale locale) {
      return coercing.serialize(value, context, locale);
    }
  }

  /// @param known the names of Java constants that were looked up before, because the engine
  ///   compares each enum value with all of the enum's constants
  record Name(boolean required, GraphQLEnumType type, @Nullable Known[] known) implements Leaf {

    record Known(Enum<?> constant, Object name) {}

    @Override
    public @Nullable Object serialize(Object value, GraphQLContext context, Locale locale) {
      if (!(value instanceof Enum<?> constant)) {
        return type.serialize(value, context, locale);
      }
      Known names = known[constant.ordinal() % known.length];
      if (names == null || names.constant != constant) {
        names = new Known(constant, type.serialize(value, context, locale));
        known[constant.ordinal() % known.length] = names;
      }
      return names.name;
    }
  }

  record Sequence(boolean required, GraphQLList type, Shape item) implements Shape {}

  record Composite(boolean required, GraphQLCompositeType composite) implements Shape {

    @Override
    public GraphQLOutputType type() {
      return (GraphQLOutputType) composite;
    }
  }
}
