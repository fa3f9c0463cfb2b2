package tw.shouwang.graphql;

import graphql.language.VariableReference;
import graphql.schema.DataFetchingEnvironment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Reads GraphQL input objects into records whose components have the names of the input's fields.
///
/// Components may be records, enums, lists of these, and the scalars' Java types (String, Integer,
/// Boolean, Double, Instant, LocalDate, a slice's own types). A value that was not sent is null; a
/// list that was not sent is empty. Exceptions of the record's constructor pass through unchanged.
public final class Arguments {

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  private Arguments() {}

  /// The argument of this name as a record.
  ///
  /// @throws NoSuchElementException when it was not sent, which cannot happen for a non-null
  ///   argument
  public static <T extends Record> T read(
      DataFetchingEnvironment environment, String name, Class<T> type) {
    T value = readOrNull(environment, name, type);
    if (value == null) {
      throw new NoSuchElementException("no argument " + name);
    }
    return value;
  }

  /// The argument of this name as a record, or null if it was not sent.
  public static <T extends Record> @Nullable T readOrNull(
      DataFetchingEnvironment environment, String name, Class<T> type) {
    return type.cast(convert(environment.getArgument(name), type));
  }

  /// The argument of this name, or `standard` if it was not sent. An explicit null, which the
  /// schema's default does not replace, counts as not sent.
  public static <T> T orDefault(DataFetchingEnvironment environment, String name, T standard) {
    T value = environment.getArgument(name);
    return value == null ? standard : value;
  }

  /// Whether the request itself gives an argument a value, so that it is not the schema's default.
  public static boolean isSent(DataFetchingEnvironment environment, String name) {
    return environment.getArgument(name) != null
        && environment.getField().getArguments().stream()
            .filter(argument -> argument.getName().equals(name))
            .anyMatch(argument ->
                !(argument.getValue() instanceof VariableReference variable)
                    || environment.getVariables().containsKey(variable.getName()));
  }

  private static @Nullable Object convert(@Nullable Object value, Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      Type item = list.getActualTypeArguments()[0];
      return value == null
          ? List.of()
          : ((List<?>) value).stream().map(each -> convert(each, item)).toList();
    }
    if (value == null || !(type instanceof Class<?> plain)) {
      return value;
    }
    if (plain.isRecord() && value instanceof Map<?, ?> fields) {
      return SHAPES.get(plain).read(fields);
    }
    if (plain.isEnum() && value instanceof String name) {
      return constant(plain, name);
    }
    return value;
  }

  private static Object constant(Class<?> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the schema's enum has more values"));
  }

  private record Shape(MethodHandle constructor, List<RecordComponent> components) {

    static Shape of(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] parameters =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      try {
        MethodHandle constructor =
            MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                .unreflectConstructor(type.getDeclaredConstructor(parameters))
                .asSpreader(Object[].class, components.length);
        return new Shape(constructor, List.of(components));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(type + " cannot be constructed", e);
      }
    }

    Object read(Map<?, ?> fields) {
      @Nullable Object[] values = new @Nullable Object[components.size()];
      for (int i = 0; i < values.length; i++) {
        RecordComponent component = components.get(i);
        values[i] = convert(fields.get(component.getName()), component.getGenericType());
      }
      try {
        return constructor.invoke(values);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
