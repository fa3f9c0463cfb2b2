package tw.shouwang.i18n;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every message of every slice in every language, for reports and for tests.
public final class MessageCatalog {

  private static final String MASTER_FILE = "_" + Language.ZH_TW.tag() + ".properties";

  private final Map<String, Messages> slices;

  private MessageCatalog(Map<String, Messages> slices) {
    this.slices = slices;
  }

  /// One message in one language.
  ///
  /// @param master the Traditional Chinese original
  /// @param fingerprint what a reviewer notes to confirm exactly this text
  public record Line(
      String slice,
      String key,
      Language language,
      ReviewState state,
      Set<MessageTag> tags,
      String master,
      String pattern,
      Set<String> arguments,
      String fingerprint) {

    /// `<slice>.<key>`, the name used in the files of reviews.
    public String name() {
      return slice + "." + key;
    }
  }

  /// A key that exists in some language and is missing in this one.
  public record Missing(String slice, String key, Language language) {}

  /// Reads all message files of this module's class path, from a folder or a jar.
  public static MessageCatalog load() {
    Map<String, Messages> slices = new TreeMap<>();
    for (String file : files()) {
      if (file.endsWith(MASTER_FILE)) {
        String slice = file.substring(0, file.length() - MASTER_FILE.length());
        slices.put(slice, Messages.of(slice));
      }
    }
    return new MessageCatalog(slices);
  }

  public Set<String> slices() {
    return slices.keySet();
  }

  /// All lines of a language, by slice and key.
  public List<Line> lines(Language language) {
    List<Line> lines = new ArrayList<>();
    slices.forEach((slice, messages) ->
        new TreeSet<>(messages.keys(language))
            .forEach(key -> lines.add(line(slice, messages, key, language))));
    return lines;
  }

  /// The missing messages, by slice and key.
  public List<Missing> missing(Language language) {
    List<Missing> missing = new ArrayList<>();
    slices.forEach((slice, messages) -> {
      Set<String> all =
          Stream.of(Language.values())
              .flatMap(each -> messages.keys(each).stream())
              .collect(Collectors.toCollection(TreeSet::new));
      all.removeAll(messages.keys(language));
      all.forEach(key -> missing.add(new Missing(slice, key, language)));
    });
    return missing;
  }

  /// The reviews of a language's messages by native speakers.
  Reviews reviews(Language language) {
    return Reviews.of(language);
  }

  private static Line line(String slice, Messages messages, String key, Language language) {
    Message message = messages.message(language, key);
    String master =
        messages.keys(Language.ZH_TW).contains(key)
            ? messages.message(Language.ZH_TW, key).pattern()
            : "";
    return new Line(
        slice,
        key,
        language,
        messages.state(language, key),
        messages.tags(key),
        master,
        message.pattern(),
        message.arguments(),
        Reviews.fingerprint(master, message.pattern()));
  }

  private static List<String> files() {
    // This file exists only in the real folder; tests add folders of messages of their own.
    URL inFolder = MessageCatalog.class.getResource("/messages/README.md");
    if (inFolder == null) {
      throw new IllegalStateException("there are no messages on the class path");
    }
    try {
      URI uri = inFolder.toURI();
      if (!uri.getScheme().equals("jar")) {
        return names(Path.of(uri).resolveSibling("."));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return names(jar.getPath("/messages"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }
}
