package tw.shouwang.api.testing;

import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.ConversionService;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Default settings, without an application context.
public final class DefaultSettings {

  private DefaultSettings() {}

  public static <T extends Record> T of(Class<T> type) {
    var constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    try {
      return type.cast(
          constructor.newInstance(
              Arrays.stream(constructor.getParameters()).map(DefaultSettings::value).toArray()));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static @Nullable Object value(Parameter parameter) {
    Bindable bound = parameter.getAnnotation(Bindable.class);
    if (bound == null) {
      return null;
    }
    return Map.class.equals(parameter.getType())
        ? Map.of()
        : ConversionService.SHARED.convertRequired(bound.defaultValue(), parameter.getType());
  }
}
