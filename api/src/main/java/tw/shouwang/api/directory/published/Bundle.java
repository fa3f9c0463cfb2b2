package tw.shouwang.api.directory.published;

import static tw.shouwang.api.directory.document.DirectoryDocument.orEmpty;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.DirectoryPack;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.snapshot.MadeOnce;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.foundation.Hashes;

/// The whole directory as bytes, for apps that keep a copy. Equal content gives equal bytes on
/// every node, so the entity tag is strong. Made once for each snapshot, on first use.
@Singleton
class Bundle {

  /// @param tag the strong entity tag without its quotes
  record Bytes(String tag, byte[] plain, byte[] gzip) {}

  private final MadeOnce<Bytes> bytes;
  private final JsonMapper json;

  Bundle(SnapshotStore store, JsonMapper json) {
    this.json = json;
    this.bytes = new MadeOnce<>(store, held -> bytes(held.snapshot().version(), held.document()));
  }

  Bytes current() {
    return bytes.current();
  }

  /// The bundle of a directory, by the version of its feed.
  static byte[] plain(String version, DirectoryDocument document, JsonMapper json)
      throws IOException {
    return json.writeValueAsBytes(published(version, document));
  }

  private Bytes bytes(String version, DirectoryDocument document) {
    try {
      byte[] plain = plain(version, document, json);
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (OutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(plain);
      }
      byte[] digest = Hashes.sha256(plain);
      return new Bytes(HexFormat.of().formatHex(digest, 0, 16), plain, packed.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The published part: without the editors' notes, without the data for understanding texts
  /// (which is a file of its own), and in an order that does not depend on the node.
  ///
  /// @param version the version by which the feed of changes goes on from here
  private static DirectoryDocument published(String version, DirectoryDocument all) {
    return new DirectoryDocument(
        version,
        DirectoryPack.ATTRIBUTION,
        all.epoch(),
        all.revision(),
        all.oldestRevision(),
        all.synonyms(),
        sorted(all.sources(), Comparator.comparing(DirectoryDocument.SourceDocument::id)),
        sorted(all.areas(), Comparator.comparing(DirectoryDocument.AreaDocument::code)),
        sorted(all.centres(), Comparator.comparing(DirectoryDocument.CentreDocument::code)),
        sorted(all.entries(), Comparator.comparing(EntryDocument::key)).stream()
            .map(EntryDocument::withoutEditorNote)
            .toList(),
        sorted(all.calendar(), Comparator.comparing(DirectoryDocument.DayDocument::date)),
        all.calendarEdition(),
        sorted(
            all.closures(),
            Comparator.comparing(DirectoryDocument.ClosureDocument::from)
                .thenComparing(DirectoryDocument.ClosureDocument::id)),
        sorted(all.removed(), Comparator.comparing(DirectoryDocument.RemovedDocument::revision)),
        null);
  }

  private static <T> List<T> sorted(@Nullable List<T> list, Comparator<? super T> order) {
    return orEmpty(list).stream().sorted(order).toList();
  }
}
