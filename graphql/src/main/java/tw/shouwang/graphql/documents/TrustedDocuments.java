package tw.shouwang.graphql.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.foundation.Hashes;

/// The documents in `documents/<schema>/` on the class path: one `.graphql` file each, identified
/// by the SHA-256 of its bytes.
///
/// Documents are append-only, because a released app keeps sending the ids of its documents.
/// `released.txt` beside them lists the ids of all documents that an app was ever released with. A
/// listed document that is missing stops the boot, unless `retired.txt` names it with the day of
/// its end (`<id> <yyyy-MM-dd> <why>`). A retired document whose file is still there is served
/// until that day.
public final class TrustedDocuments {

  private final Map<String, String> byId;
  private final Map<String, LocalDate> retired;

  private TrustedDocuments(Map<String, String> byId, Map<String, LocalDate> retired) {
    this.byId = byId;
    this.retired = retired;
  }

  /// Reads the documents of a schema; there may be none.
  ///
  /// @throws IllegalStateException when a released document is missing without having been retired
  public static TrustedDocuments of(String schema) {
    Map<String, String> byId = new LinkedHashMap<>();
    Map<String, LocalDate> retired = new LinkedHashMap<>();
    Map<String, String> lists = new LinkedHashMap<>();
    for (URI folder : folders("documents/" + schema)) {
      eachFile(folder, file -> read(file, byId, lists));
    }
    lists
        .getOrDefault("retired.txt", "")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("\\s+", 3))
        .forEach(entry -> retired.put(entry[0], LocalDate.parse(entry[1])));
    lists
        .getOrDefault("released.txt", "")
        .lines()
        .map(String::strip)
        .filter(id -> !id.isEmpty() && !id.startsWith("#"))
        .filter(id -> !byId.containsKey(id) && !retired.containsKey(id))
        .findFirst()
        .ifPresent(id -> {
          throw new IllegalStateException(
              "the released document " + id + " of " + schema + " is neither there nor retired");
        });
    return new TrustedDocuments(byId, retired);
  }

  /// The text of the document with this id: 64 hexadecimal digits, with or without the prefix
  /// `sha256:`.
  public Optional<String> text(String id, LocalDate today) {
    String hash = hash(id);
    LocalDate left = retired.get(hash);
    return left != null && !today.isBefore(left)
        ? Optional.empty()
        : Optional.ofNullable(byId.get(hash));
  }

  /// Whether an id, with or without the prefix `sha256:`, is the id of a text.
  public static boolean isIdOf(String id, String text) {
    return hash(id).equals(id(text));
  }

  private static String hash(String id) {
    return id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
  }

  /// All documents by their ids, also retired ones.
  public Map<String, String> all() {
    return Collections.unmodifiableMap(byId);
  }

  /// The id of a document's text.
  public static String id(String text) {
    return HexFormat.of().formatHex(Hashes.sha256(text));
  }

  private static Iterable<URI> folders(String path) {
    try {
      return Collections.list(TrustedDocuments.class.getClassLoader().getResources(path)).stream()
          .map(TrustedDocuments::uri)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI uri(URL url) {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void eachFile(URI folder, Consumer<Path> consumer) {
    try {
      if (!folder.getScheme().equals("jar")) {
        eachFile(Path.of(folder), consumer);
        return;
      }
      String[] parts = folder.getSchemeSpecificPart().split("!", 2);
      try (FileSystem jar = FileSystems.newFileSystem(Path.of(URI.create(parts[0])))) {
        eachFile(jar.getPath(parts[1]), consumer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void eachFile(Path folder, Consumer<Path> consumer) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      files.sorted().forEach(consumer);
    }
  }

  private static void read(Path file, Map<String, String> byId, Map<String, String> lists) {
    @Nullable Path fileName = file.getFileName();
    String name = fileName == null ? "" : fileName.toString();
    try {
      if (name.endsWith(".graphql")) {
        String text = Files.readString(file);
        byId.put(id(text), text);
      } else if (name.endsWith(".txt")) {
        lists.put(name, Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
