package tw.shouwang.api.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The keys that several nodes of a test share: made once, and copied into each node's own data
/// folder, as an operator does.
public final class NodeKeys {

  private final Path made;

  /// @param made the data folder of a node that has made them
  public NodeKeys(Path made) {
    this.made = made;
  }

  /// Starts a node of both roles once, which migrates and makes the keys and the centres'
  /// generations.
  ///
  /// @param database its settings, as environment variables
  public static NodeKeys make(Path folder, Map<String, String> database) throws IOException {
    Map<String, String> settings = new HashMap<>(database);
    settings.put("SHOUWANG_DATA_DIRECTORY", Files.createDirectories(folder).toString());
    settings.put("SHOUWANG_PUSH_STAND_IN_PORT", "0");
    try (ServiceProcess both = ServiceProcess.start(settings)) {
      both.uri();
    }
    return new NodeKeys(folder);
  }

  /// Into the data folder of a public node: none that reads a case.
  public void copyToPublic(Path data) throws IOException {
    copy(data, name -> !name.contains(".private."));
  }

  public void copyToStaff(Path data) throws IOException {
    copy(data, _ -> true);
  }

  private void copy(Path data, Predicate<String> keys) throws IOException {
    Path own = Files.createDirectories(data.resolve("keys"));
    try (Stream<Path> all = Files.list(made.resolve("keys"))) {
      for (Path key : all.toList()) {
        String name = key.getFileName().toString();
        if (keys.test(name)) {
          Files.copy(key, own.resolve(name));
        }
      }
    }
  }
}
