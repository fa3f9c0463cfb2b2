package tw.shouwang.api.directory.published;

import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.directory.understanding.LexiconGroup;
import tw.shouwang.api.directory.understanding.LineRule;
import tw.shouwang.api.directory.understanding.ModelResource;
import tw.shouwang.api.directory.understanding.UnderstandingParts;

/// All data for understanding a text as one file for devices: the length of a JSON text in four
/// bytes, the JSON text, and the model. Equal content gives equal bytes on every node; the file is
/// named by its hash.
@Singleton
public class UnderstandingFile {

  private static final int FORMAT = 2;

  /// @param hash the file's name
  record Bytes(String hash, byte[] plain, byte[] gzip) {}

  @Serdeable
  record Head(
      int format,
      UnderstandingParts parts,
      List<LexiconGroup> lexicon,
      List<LineRule> lines,
      List<String> crisisLines) {}

  private record Made(DirectoryDocument of, Bytes bytes) {

    boolean isOf(DirectoryDocument document) {
      return of.understanding() == document.understanding() && of.areas() == document.areas();
    }
  }

  private final SnapshotStore store;
  private final JsonMapper json;
  private final AtomicReference<@Nullable Made> last = new AtomicReference<>();

  UnderstandingFile(SnapshotStore store, JsonMapper json) {
    this.store = store;
    this.json = json;
  }

  /// The present file's name.
  public String hash() {
    return current().hash();
  }

  Bytes current() {
    DirectoryDocument document = store.held().document();
    Made made = last.get();
    if (made == null || !made.isOf(document)) {
      made = new Made(document, bytes(document, json));
      last.set(made);
    }
    return made.bytes();
  }

  static Bytes bytes(DirectoryDocument directory, JsonMapper json) {
    DirectoryDocument.UnderstandingDocument document = directory.understanding();
    Head head =
        new Head(
            FORMAT,
            UnderstandingParts.of(DirectorySnapshot.areas(directory).values()),
            document == null
                ? List.of()
                : document.lexicon().stream()
                    .sorted(Comparator.comparing(LexiconGroup::key))
                    .toList(),
            document == null ? List.of() : document.lines(),
            document == null ? List.of() : document.crisisLines());
    try {
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(plain);
      byte[] text = json.writeValueAsBytes(head);
      out.writeInt(text.length);
      out.write(text);
      out.write(ModelResource.bytes());
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (OutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(plain.toByteArray());
      }
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(plain.toByteArray());
      return new Bytes(
          HexFormat.of().formatHex(digest, 0, 16), plain.toByteArray(), packed.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
