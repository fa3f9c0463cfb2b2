package tw.shouwang.api.cases.envelope;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import tw.shouwang.foundation.Hashes;

/// What the author of an entry had read when they wrote it: the first entries of the conversation.
/// It is sealed with the entry, so a reader notices if one of those entries was removed or moved.
///
/// @param count how many entries
/// @param mark the first 16 bytes of a SHA-256 over their ids in order, in base64url
public record SeenMark(int count, String mark) {

  private static final int BYTES = 16;

  /// @param ids of the entries, in order
  public static SeenMark of(List<UUID> ids) {
    byte[] label = Derivation.label("seen");
    ByteBuffer read = ByteBuffer.allocate(label.length + ids.size() * 2 * Long.BYTES).put(label);
    for (UUID id : ids) {
      read.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
    byte[] mark = Arrays.copyOf(Hashes.sha256(read.array()), BYTES);
    return new SeenMark(ids.size(), StrictBase64.encoded(mark));
  }

  /// Whether the conversation still begins with the entries that the author had read.
  ///
  /// @param ids of all its entries, in order
  public boolean isStillThere(List<UUID> ids) {
    return count <= ids.size() && of(ids.subList(0, count)).mark.equals(mark);
  }
}
