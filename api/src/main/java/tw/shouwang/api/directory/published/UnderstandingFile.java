package tw.shouwang.api.directory.published;

import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.MadeOnce;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.directory.text.SearchText;
import tw.shouwang.api.directory.understanding.LexiconGroup;
import tw.shouwang.api.directory.understanding.LineRule;
import tw.shouwang.api.directory.understanding.ModelResource;
import tw.shouwang.api.directory.understanding.UnderstandingParts;
import tw.shouwang.foundation.Hashes;

/// All data for understanding a text as one file for devices: the length of a JSON text in four
/// bytes, the JSON text, and the model. Equal content gives equal bytes on every node; the file is
/// named by its hash. Made once for each snapshot, on first use.
@Singleton
public class UnderstandingFile {

  private static final int FORMAT = 3;

  /// @param hash the file's name
  record Bytes(String hash, byte[] plain, byte[] gzip) {}

  @Serdeable
  record Head(
      int format,
      UnderstandingParts parts,
      List<LexiconGroup> lexicon,
      List<LineRule> lines,
      List<String> crisisLines) {}

  private final MadeOnce<Bytes> bytes;

  UnderstandingFile(SnapshotStore store, JsonMapper json) {
    this.bytes = new MadeOnce<>(store, held -> bytes(held.document(), json));
  }

  /// The present file's name.
  public String hash() {
    return current().hash();
  }

  Bytes current() {
    return bytes.current();
  }

  static Bytes bytes(DirectoryDocument directory, JsonMapper json) {
    DirectoryDocument.UnderstandingDocument document = directory.understanding();
    Head head =
        new Head(
            FORMAT,
            UnderstandingParts.of(
                DirectorySnapshot.areas(directory).values(), SearchText.fillers()),
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
      byte[] digest = Hashes.sha256(plain.toByteArray());
      return new Bytes(
          HexFormat.of().formatHex(digest, 0, 16), plain.toByteArray(), packed.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
