package tw.shouwang.api.database;

import io.micronaut.test.support.TestPropertyProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.TestInstance;

/// A test class with its own database and data folder.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public interface EmbeddedTest extends TestPropertyProvider {

  @Override
  default Map<String, String> getProperties() {
    DatabaseAccess access = TestCluster.get().newDatabase();
    Map<String, String> properties = new HashMap<>();
    properties.put("shouwang.database.url", access.url());
    properties.put(
        "shouwang.database.owner-password", access.password(DatabaseRole.OWNER).orElseThrow());
    properties.put(
        "shouwang.database.password", access.password(DatabaseRole.COMBINED).orElseThrow());
    properties.put(
        "shouwang.database.vault-password", access.password(DatabaseRole.VAULT).orElseThrow());
    properties.put("shouwang.data.directory", newDataFolder());
    properties.put("micronaut.server.port", "-1");
    properties.put("shouwang.push.stand-in.port", "0");
    // A test's client is patient: what the service promises about time is measured by itself.
    properties.put("micronaut.http.client.read-timeout", "1m");
    properties.putAll(moreProperties());
    return properties;
  }

  /// Further settings of the test class.
  default Map<String, String> moreProperties() {
    return Map.of();
  }

  private static String newDataFolder() {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "data-")
          .toAbsolutePath()
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
