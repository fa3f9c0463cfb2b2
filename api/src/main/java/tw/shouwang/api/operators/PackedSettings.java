package tw.shouwang.api.operators;

import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tw.shouwang.api.process.Environments;

/// The values that the program's own files give properties in `prod`. They are stronger than the
/// defaults of the settings records, so an operator who sets nothing has these.
final class PackedSettings {

  /// The stronger one last.
  private static final List<String> FILES =
      List.of("application.yml", "application-" + Environments.PROD + ".yml");

  private PackedSettings() {}

  /// The values by property.
  static Map<String, String> inProd() {
    Map<String, String> values = new HashMap<>();
    YamlPropertySourceLoader loader = new YamlPropertySourceLoader();
    for (String file : FILES) {
      try (InputStream in =
          Objects.requireNonNull(PackedSettings.class.getClassLoader().getResourceAsStream(file))) {
        loader
            .read(file, in)
            .forEach((property, value) -> values.put(property, String.valueOf(value)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return values;
  }
}
