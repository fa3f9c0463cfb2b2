package tw.shouwang.graphql.execution;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads a field from the component of the same name of its source, a record of any visibility. A
/// method without parameters or an entry of a map serves too.
///
/// The accessor is compiled once per record class, so a fetch is a plain virtual call. A field
/// nearly always has sources of one class, so the last accessor is remembered.
final class RecordFetcher implements LightDataFetcher<@Nullable Object> {

  private final String field;
  private final ClassValue<Function<Object, @Nullable Object>> accessors =
      new ClassValue<>() {
        @Override
        protected Function<Object, @Nullable Object> computeValue(Class<?> type) {
          return accessor(type, field);
        }
      };
  private volatile @Nullable Known last;

  private record Known(Class<?> type, Function<Object, @Nullable Object> accessor) {}

  RecordFetcher(String field) {
    this.field = field;
  }

  @Override
  public @Nullable Object get(
      GraphQLFieldDefinition definition,
      @Nullable Object source,
      Supplier<DataFetchingEnvironment> environment) {
    return read(source);
  }

  @Override
  public @Nullable Object get(DataFetchingEnvironment environment) {
    return read(environment.getSource());
  }

  private @Nullable Object read(@Nullable Object source) {
    if (source == null) {
      return null;
    }
    if (source instanceof Map<?, ?> map) {
      return map.get(field);
    }
    Class<?> type = source.getClass();
    Known known = last;
    if (known == null || known.type != type) {
      known = new Known(type, accessors.get(type));
      last = known;
    }
    return known.accessor.apply(source);
  }

  @SuppressWarnings("unchecked")
  private static Function<Object, @Nullable Object> accessor(Class<?> type, String field) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      MethodHandle method = lookup.unreflect(type.getDeclaredMethod(field));
      return (Function<Object, @Nullable Object>)
          LambdaMetafactory.metafactory(
                  lookup,
                  "apply",
                  MethodType.methodType(Function.class),
                  MethodType.methodType(Object.class, Object.class),
                  method,
                  MethodType.methodType(
                      method.type().returnType().isPrimitive()
                          ? method.type().wrap().returnType()
                          : method.type().returnType(),
                      type))
              .getTarget()
              .invoke();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has nothing named " + field, e);
    } catch (Throwable e) {
      throw new IllegalStateException(type + "." + field + " cannot be read", e);
    }
  }
}
