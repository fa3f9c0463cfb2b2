package tw.shouwang.graphql.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.json.JsonReader;

/// Reads the documents of apps from a folder, as the tools of their developers write them:
///
/// - `NAME.graphql`: one document, whose id is the SHA-256 of its bytes;
/// - `NAME.json` with `{"<id>": "<document>"}`: GraphQL Code Generator's `persisted-documents.json`
///   and Relay's `persisted_queries.json`;
/// - `NAME.json` with `{"<id>": {"name": …, "source": "<document>"}}`: Apollo Kotlin's
///   `operationOutput`;
/// - `NAME.json` with `"format": "apollo-persisted-query-manifest"` and `operations` of `id` and
///   `body`: Apollo's operation manifest;
/// - `released.txt` and `retired.txt`, see [TrustedDocuments].
public final class DocumentFiles {

  static final String RELEASED = "released.txt";
  static final String RETIRED = "retired.txt";

  /// The most bytes of all files together. They stay in memory, and a node has 256 MB; a thousand
  /// documents of 8 kB are half of it.
  static final long MOST_BYTES = 16L * 1024 * 1024;

  private static final String APOLLO = "apollo-persisted-query-manifest";

  /// @param id the id that the app sends
  /// @param file the name of the file that the document is in
  public record Found(String id, String text, String file) {}

  /// One line of `retired.txt`.
  ///
  /// @param day the first day on which the document is not served any more
  public record Retirement(String id, LocalDate day, String why) {}

  /// @param documents in the order of the files' names
  /// @param released the ids of `released.txt`
  public record Content(List<Found> documents, List<String> released, List<Retirement> retired) {

    public Content {
      documents = List.copyOf(documents);
      released = List.copyOf(released);
      retired = List.copyOf(retired);
    }
  }

  private DocumentFiles() {}

  /// @throws UnfitDocuments if the folder cannot be read or holds too much, or a file is none of
  ///   these forms
  public static Content in(Path folder) {
    List<Found> documents = new ArrayList<>();
    List<String> released = new ArrayList<>();
    List<Retirement> retired = new ArrayList<>();
    for (Path file : files(folder)) {
      String name = String.valueOf(file.getFileName());
      try {
        if (name.endsWith(".graphql")) {
          String text = Files.readString(file);
          documents.add(new Found(TrustedDocuments.id(text), text, name));
        } else if (name.endsWith(".json")) {
          manifest(name, Files.readAllBytes(file), documents);
        } else if (name.equals(RELEASED)) {
          released.addAll(entries(file));
        } else if (name.equals(RETIRED)) {
          entries(file).forEach(line -> retired.add(retirement(line)));
        }
      } catch (IOException e) {
        throw new UnfitDocuments(name + " cannot be read as text in UTF-8");
      }
    }
    return new Content(documents, released, retired);
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UnfitDocuments("the folder of documents " + folder + " is not there");
    }
    try (Stream<Path> found = Files.list(folder)) {
      List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
      long bytes = 0;
      for (Path file : files) {
        bytes += Files.size(file);
      }
      if (bytes > MOST_BYTES) {
        throw new UnfitDocuments(
            "the files in the folder of documents have %d bytes together, and at most %d are read"
                .formatted(bytes, MOST_BYTES));
      }
      return files;
    } catch (IOException e) {
      throw new UnfitDocuments("the folder of documents " + folder + " cannot be read");
    }
  }

  private static Retirement retirement(String line) {
    String[] parts = line.split("\\s+", 3);
    try {
      return new Retirement(
          parts[0],
          LocalDate.parse(parts.length > 1 ? parts[1] : ""),
          parts.length > 2 ? parts[2] : "");
    } catch (DateTimeParseException e) {
      throw new UnfitDocuments("a line of retired.txt is not `<id> <yyyy-MM-dd> <why>`: " + line);
    }
  }

  private static List<String> entries(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static void manifest(String name, byte[] bytes, List<Found> documents) {
    Map<String, @Nullable Object> manifest = JsonReader.object(bytes);
    if (manifest == null) {
      throw new UnfitDocuments(name + " is not one JSON object");
    }
    if (manifest.containsKey("format") || manifest.get("operations") instanceof List<?>) {
      apollo(name, manifest, documents);
      return;
    }
    manifest.forEach((id, value) -> {
      Object text = value instanceof Map<?, ?> operation ? operation.get("source") : value;
      documents.add(found(name, id, text));
    });
  }

  private static void apollo(
      String name, Map<String, @Nullable Object> manifest, List<Found> documents) {
    if (!APOLLO.equals(manifest.get("format"))
        || !(manifest.get("operations") instanceof List<?> operations)) {
      throw new UnfitDocuments(name + " is a manifest of an unknown format");
    }
    for (Object each : operations) {
      if (!(each instanceof Map<?, ?> operation)) {
        throw new UnfitDocuments(name + " has an operation that is no object");
      }
      documents.add(found(name, operation.get("id"), operation.get("body")));
    }
  }

  private static Found found(String name, @Nullable Object id, @Nullable Object text) {
    if (id instanceof String known && !known.isBlank() && text instanceof String document) {
      return new Found(known, document, name);
    }
    throw new UnfitDocuments(
        name
            + " is no manifest of GraphQL Code Generator, Relay or Apollo: an entry has no id or no"
            + " document");
  }
}
