package tw.shouwang.i18n;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The folder of message files in a checkout, where corrections are written. A change replaces only
/// the line of its message.
public final class MessageFolder {

  private final Path folder;

  /// @throws IOException when the folder holds no messages
  public MessageFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder.resolve("reviews"))) {
      throw new IOException("there are no messages in " + folder);
    }
    this.folder = folder;
  }

  /// Writes the texts, then the reviews. If it is cut off between them, the new texts have no
  /// review and count as drafts, which is right.
  ///
  /// @throws IOException when a file cannot be written, or a message's line is not found
  public void write(Corrections.Outcome.Accepted accepted) throws IOException {
    Map<String, Map<String, String>> bySlice = new HashMap<>();
    accepted
        .texts()
        .forEach((name, text) -> {
          int dot = name.indexOf('.');
          bySlice
              .computeIfAbsent(name.substring(0, dot), any -> new HashMap<>())
              .put(name.substring(dot + 1), text);
        });
    String tag = accepted.language().tag();
    for (Map.Entry<String, Map<String, String>> slice : bySlice.entrySet()) {
      Path file = folder.resolve(slice.getKey() + "_" + tag + ".properties");
      Map<String, String> left = change(file, slice.getValue());
      if (!left.isEmpty()) {
        throw new IOException(file + " does not hold " + left.keySet());
      }
    }
    Path reviews = folder.resolve("reviews").resolve(tag + ".properties");
    Map<String, String> added = change(reviews, accepted.reviews());
    List<String> lines = new ArrayList<>(Files.readAllLines(reviews));
    added.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(line -> lines.add(line.getKey() + "=" + escaped(line.getValue())));
    replace(reviews, lines);
  }

  /// @return the messages that have no line in the file
  private static Map<String, String> change(Path file, Map<String, String> values)
      throws IOException {
    Map<String, String> left = new HashMap<>(values);
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      String key = equals < 0 || line.startsWith("#") ? "" : line.substring(0, equals).strip();
      String value = left.remove(key);
      lines.add(
          value == null
              ? line
              : line.substring(0, equals + 1) + space(line, equals) + escaped(value));
    }
    replace(file, lines);
    return left;
  }

  private static String space(String line, int equals) {
    return line.startsWith(" ", equals + 1) ? " " : "";
  }

  /// Escapes a space at either end, which would otherwise be lost or overlooked.
  private static String escaped(String value) {
    String text = value.replace("\\", "\\\\").replace("\n", "\\n");
    if (text.startsWith(" ")) {
      text = "\\u0020" + text.substring(1);
    }
    return text.endsWith(" ") ? text.substring(0, text.length() - 1) + "\\u0020" : text;
  }

  private static void replace(Path file, List<String> lines) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(beside, lines, StandardCharsets.UTF_8);
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
