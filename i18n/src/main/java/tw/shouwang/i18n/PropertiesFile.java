package tw.shouwang.i18n;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// Reads a UTF-8 properties file of the class path. A missing file counts as empty.
final class PropertiesFile {

  private PropertiesFile() {}

  static Properties read(String path) {
    Properties properties = new Properties();
    try (InputStream stream = PropertiesFile.class.getResourceAsStream(path)) {
      if (stream != null) {
        properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
