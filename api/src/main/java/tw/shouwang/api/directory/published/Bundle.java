package tw.shouwang.api.directory.published;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.snapshot.MadeOnce;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.process.PackedBytes;
import tw.shouwang.foundation.Hashes;

/// The whole directory as bytes, for apps that keep a copy. Equal content gives equal bytes on
/// every node, so the entity tag is strong. Made once for each snapshot, on first use.
@Singleton
class Bundle {

  /// More changes than this part of all entries are answered by the whole directory, which is
  /// packed already.
  private static final int FEW = 4;

  /// The most answers that are kept for one directory; most copies are a few revisions old.
  private static final int MOST = 64;

  /// @param revision that of the reader's copy
  /// @param known whether the reader has what is common
  private record HeldCopy(long revision, boolean known) {}

  /// @param changes answers to copies, made once each
  private record Made(
      BundleDocument document, PackedBytes file, Cache<HeldCopy, PackedBytes> changes) {}

  private final MadeOnce<Made> made;
  private final JsonMapper json;

  Bundle(SnapshotStore store, JsonMapper json, BundleWords.Writer words) {
    this.json = json;
    this.made =
        new MadeOnce<>(
            store,
            held -> {
              BundleDocument document =
                  document(
                      held.snapshot().version(),
                      held.document(),
                      words.words(held.document()),
                      json);
              return new Made(
                  document,
                  PackedBytes.of(bytes(document, json)),
                  Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build());
            });
  }

  PackedBytes current() {
    return made.current().file();
  }

  /// The changes since a version; the whole directory if the version is unknown or too old, or if
  /// much has changed.
  ///
  /// @param common what the reader's copy has as `common`
  PackedBytes since(String version, @Nullable String common) {
    Made now = made.current();
    return revision(now.document(), version)
        .map(revision -> new HeldCopy(revision, now.document().common().equals(common)))
        .map(copy -> now.changes().get(copy, each -> changes(now, each)))
        .orElse(now.file());
  }

  /// The version is written as the feed writes it, however the reader wrote it.
  private PackedBytes changes(Made now, HeldCopy copy) {
    String version = now.document().epoch() + "." + copy.revision();
    BundleDocument changes = now.document().after(copy.revision(), version, copy.known());
    return changes.entries().size() * FEW <= now.document().entries().size()
        ? PackedBytes.of(bytes(changes, json))
        : now.file();
  }

  /// The bundle of a directory, by the version of its feed.
  static BundleDocument document(
      String version,
      DirectoryDocument directory,
      Map<String, BundleWords> words,
      JsonMapper json) {
    BundleDocument whole = BundleDocument.whole(version, "", directory, words);
    byte[] common = Hashes.sha256(bytes(whole.commonAlone(), json));
    return whole.named(HexFormat.of().formatHex(common, 0, 8));
  }

  private static Optional<Long> revision(BundleDocument now, String version) {
    int dot = version.lastIndexOf('.');
    if (now.epoch() == null || dot < 0 || !version.substring(0, dot).equals(now.epoch())) {
      return Optional.empty();
    }
    try {
      long revision = Long.parseLong(version.substring(dot + 1));
      long oldest = now.oldestRevision() == null ? 0 : now.oldestRevision();
      long newest = now.revision() == null ? 0 : now.revision();
      return revision >= oldest && revision <= newest ? Optional.of(revision) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static byte[] bytes(BundleDocument document, JsonMapper json) {
    try {
      return json.writeValueAsBytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
