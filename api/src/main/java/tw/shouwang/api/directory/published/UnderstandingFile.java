package tw.shouwang.api.directory.published;

import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.MadeOnce;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.directory.text.SearchText;
import tw.shouwang.api.directory.understanding.LexiconGroup;
import tw.shouwang.api.directory.understanding.LineRule;
import tw.shouwang.api.directory.understanding.ModelResource;
import tw.shouwang.api.directory.understanding.UnderstandingParts;
import tw.shouwang.api.process.PackedBytes;

/// All data for understanding a text as one file for devices: the length of a JSON text in four
/// bytes, the JSON text, and the model. Equal content gives equal bytes on every node; the file is
/// named by its hash. Made once for each snapshot, on first use.
@Singleton
public class UnderstandingFile {

  private static final int FORMAT = 3;

  @Serdeable
  record Head(
      int format,
      UnderstandingParts parts,
      List<LexiconGroup> lexicon,
      List<LineRule> lines,
      List<String> crisisLines) {}

  private final MadeOnce<PackedBytes> bytes;

  UnderstandingFile(SnapshotStore store, JsonMapper json) {
    this.bytes = new MadeOnce<>(store, held -> bytes(held.document(), json));
  }

  /// The present file's name.
  public String hash() {
    return current().tag();
  }

  PackedBytes current() {
    return bytes.current();
  }

  static PackedBytes bytes(DirectoryDocument directory, JsonMapper json) {
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
      return PackedBytes.of(plain.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
