package tw.shouwang.api.directory.search;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.foundation.Hashes;
import tw.shouwang.graphql.ShownEntries;

/// A position in one list: the place of the entry before it, the instant of the list, a fingerprint
/// of the question, and what the pages so far have shown. It names entries by their keys and not by
/// their index, so it stays valid when the directory changes.
///
/// @param version identifies the directory that the first page was read from
/// @param lastShown the last of the entries in `shown`
record Cursor(
    long question, Instant at, int version, Place place, Place lastShown, ShownEntries shown) {

  private static final byte FORMAT = 2;
  private static final int LONGEST = 1_000;

  /// An entry's place in a list: its rank, and what decides between equals.
  record Place(long rank, int locality, String key) {

    /// The place of the entry that a rank key ends with.
    static Place of(DirectorySnapshot snapshot, long key) {
      Entry entry = snapshot.item(RankKey.number(key)).entry();
      return new Place(RankKey.withoutNumber(key), entry.locality(), entry.key());
    }

    private int bytes() {
      return 8 + 1 + 1 + key.getBytes(StandardCharsets.UTF_8).length;
    }

    private void write(ByteBuffer to) {
      byte[] name = key.getBytes(StandardCharsets.UTF_8);
      to.putLong(rank).put((byte) locality).put((byte) name.length).put(name);
    }

    private static Place read(ByteBuffer from) {
      long rank = from.getLong();
      int locality = from.get();
      byte[] name = new byte[from.get() & 0xff];
      from.get(name);
      return new Place(rank, locality, new String(name, StandardCharsets.UTF_8));
    }
  }

  /// The position after the entry that follows.
  Cursor then(Place next) {
    return new Cursor(
        question, at, version, next, shown.isFull() ? lastShown : next, shown.with(next.key()));
  }

  /// The fingerprint of a question. A cursor is valid only for the question that it came from.
  static long question(ResourceFilter filter, String asker) {
    return ByteBuffer.wrap(Hashes.sha256(filter + "|" + asker)).getLong();
  }

  /// Identifies a version of the directory.
  static int version(String named) {
    byte[] bytes = named.getBytes(StandardCharsets.UTF_8);
    return checksum(bytes, bytes.length);
  }

  String encode() {
    ByteBuffer bytes =
        ByteBuffer.allocate(1 + 8 + 8 + 4 + place.bytes() + lastShown.bytes() + shown.bytes() + 4);
    bytes.put(FORMAT).putLong(question).putLong(at.getEpochSecond()).putInt(version);
    place.write(bytes);
    lastShown.write(bytes);
    shown.write(bytes);
    bytes.putInt(checksum(bytes.array(), bytes.position()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  static Optional<Cursor> decode(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getUrlDecoder().decode(text);
      ByteBuffer bytes = ByteBuffer.wrap(decoded);
      if (bytes.get() != FORMAT
          || checksum(decoded, decoded.length - 4) != bytes.getInt(decoded.length - 4)) {
        return Optional.empty();
      }
      bytes.limit(decoded.length - 4);
      return Optional.of(
          new Cursor(
              bytes.getLong(),
              Instant.ofEpochSecond(bytes.getLong()),
              bytes.getInt(),
              Place.read(bytes),
              Place.read(bytes),
              ShownEntries.read(bytes)));
    } catch (IllegalArgumentException
        | IndexOutOfBoundsException
        | BufferUnderflowException
        | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
