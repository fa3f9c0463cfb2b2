package tw.shouwang.graphql.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.foundation.Hashes;
import tw.shouwang.graphql.documents.DocumentFiles.Found;

/// The documents that released apps send: those in `documents/<schema>/` on the class path and
/// those in the operator's folder, in the forms of [DocumentFiles]. An app sends the id of a
/// document or its text.
///
/// Documents are append-only, because a released app keeps sending the ids of its documents.
/// `released.txt` beside them lists the ids of all documents that an app was ever released with. A
/// listed document that is missing stops the boot, unless `retired.txt` names it with the day of
/// its end (`<id> <yyyy-MM-dd> <why>`). A retired document whose file is still there is served
/// until that day.
public final class TrustedDocuments {

  private final Map<String, Found> byId = new LinkedHashMap<>();
  private final Map<String, Set<String>> idsByText = new HashMap<>();
  private final Map<String, LocalDate> retired = new LinkedHashMap<>();

  private TrustedDocuments() {}

  /// Reads the documents of a schema that are packed with the service; there may be none.
  ///
  /// @throws UnfitDocuments when a released document is missing without having been retired
  public static TrustedDocuments of(String schema) {
    return of(schema, null);
  }

  /// The same with an operator's folder.
  public static TrustedDocuments of(String schema, @Nullable Path folder) {
    TrustedDocuments documents = new TrustedDocuments();
    Set<String> released = new LinkedHashSet<>();
    for (URI packed : folders("documents/" + schema)) {
      documents.add(content(packed), released);
    }
    if (folder != null) {
      documents.add(DocumentFiles.in(folder), released);
    }
    released.stream()
        .filter(id -> !documents.byId.containsKey(id) && !documents.retired.containsKey(id))
        .findFirst()
        .ifPresent(id -> {
          throw new UnfitDocuments(
              "the released document " + id + " of " + schema + " is neither there nor retired");
        });
    return documents;
  }

  private void add(DocumentFiles.Content content, Set<String> released) {
    for (Found found : content.documents()) {
      Found known = byId.putIfAbsent(found.id(), found);
      if (known != null && !known.text().equals(found.text())) {
        throw new UnfitDocuments(
            "the id "
                + found.id()
                + " is of one document in "
                + known.file()
                + " and of another one in "
                + found.file());
      }
      idsByText.computeIfAbsent(found.text(), text -> new LinkedHashSet<>()).add(found.id());
    }
    released.addAll(content.released());
    content.retired().forEach(each -> retired.put(each.id(), each.day()));
  }

  /// The text of the document with this id; one of 64 hexadecimal digits also with the prefix
  /// `sha256:`.
  public Optional<String> text(String id, LocalDate today) {
    String bare = bare(id);
    Found found = byId.get(bare);
    return found == null || isRetired(bare, today) ? Optional.empty() : Optional.of(found.text());
  }

  /// Whether a document with this text is served, under any id.
  public boolean isServed(String text, LocalDate today) {
    return idsByText.getOrDefault(text, Set.of()).stream().anyMatch(id -> !isRetired(id, today));
  }

  private boolean isRetired(String id, LocalDate today) {
    LocalDate left = retired.get(id);
    return left != null && !today.isBefore(left);
  }

  /// Whether an id, with or without the prefix `sha256:`, is the SHA-256 of a text.
  public static boolean isIdOf(String id, String text) {
    return bare(id).equals(id(text));
  }

  private static String bare(String id) {
    return id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
  }

  /// All documents, also retired ones.
  public Collection<Found> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /// The id of a document's text: its SHA-256.
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

  private static DocumentFiles.Content content(URI folder) {
    if (!folder.getScheme().equals("jar")) {
      return DocumentFiles.in(Path.of(folder));
    }
    String[] parts = folder.getSchemeSpecificPart().split("!", 2);
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(URI.create(parts[0])))) {
      return DocumentFiles.in(jar.getPath(parts[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
