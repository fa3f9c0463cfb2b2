package tw.shouwang.graphql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/// The first entries that the pages before a cursor have shown, as three bytes each. A cursor
/// carries them, so that a later page can tell which entries have moved before it since, and no
/// server has to remember who reads what.
public final class ShownEntries {

  /// How many entries a cursor carries at most. More would exceed the longest text of a variable.
  public static final int MOST = 160;

  public static final ShownEntries NONE = new ShownEntries(new int[0]);

  private static final int BYTES_EACH = 3;

  private final int[] hashes;

  private ShownEntries(int[] hashes) {
    this.hashes = hashes;
  }

  /// These entries and one more, or the same ones if there is no room.
  public ShownEntries with(String id) {
    if (isFull()) {
      return this;
    }
    int[] more = Arrays.copyOf(hashes, hashes.length + 1);
    more[hashes.length] = hash(id);
    return new ShownEntries(more);
  }

  /// True for every entry that was shown; for another entry it is wrongly true once in 100,000
  /// times.
  public boolean contains(String id) {
    int hash = hash(id);
    return Arrays.stream(hashes).anyMatch(each -> each == hash);
  }

  public boolean isFull() {
    return hashes.length == MOST;
  }

  /// How many bytes `write` needs.
  public int bytes() {
    return hashes.length * BYTES_EACH;
  }

  public void write(ByteBuffer to) {
    for (int hash : hashes) {
      to.put((byte) (hash >> 16)).put((byte) (hash >> 8)).put((byte) hash);
    }
  }

  /// Reads all that remains.
  ///
  /// @throws IllegalArgumentException if that was not written by `write`
  public static ShownEntries read(ByteBuffer from) {
    int count = from.remaining() / BYTES_EACH;
    if (from.remaining() % BYTES_EACH != 0 || count > MOST) {
      throw new IllegalArgumentException("not a list of shown entries");
    }
    int[] hashes = new int[count];
    for (int index = 0; index < count; index++) {
      hashes[index] = (from.get() & 0xff) << 16 | (from.get() & 0xff) << 8 | from.get() & 0xff;
    }
    return new ShownEntries(hashes);
  }

  private static int hash(String id) {
    CRC32 crc = new CRC32();
    crc.update(id.getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue() & 0xffffff;
  }
}
