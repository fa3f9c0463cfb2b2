package tw.shouwang.api.directory.search;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;
import tw.shouwang.foundation.Hashes;

/// A position in one list: the rank of the entry before it, the instant of the list, and a
/// fingerprint of the question. It names the entry by its key and not by its index, so it stays
/// valid when the directory changes.
record Cursor(long question, Instant at, long rank, int locality, String key) {

  private static final byte FORMAT = 1;
  private static final int LONGEST = 400;

  /// The fingerprint of a question. A cursor is valid only for the question that it came from.
  static long question(ResourceFilter filter, String asker) {
    return ByteBuffer.wrap(Hashes.sha256(filter + "|" + asker)).getLong();
  }

  String encode() {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(1 + 8 + 8 + 8 + 1 + name.length + 4);
    bytes
        .put(FORMAT)
        .putLong(question)
        .putLong(at.getEpochSecond())
        .putLong(rank)
        .put((byte) locality)
        .put(name);
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
      long question = bytes.getLong();
      Instant at = Instant.ofEpochSecond(bytes.getLong());
      long rank = bytes.getLong();
      int locality = bytes.get();
      byte[] name = new byte[decoded.length - 4 - bytes.position()];
      bytes.get(name);
      return Optional.of(
          new Cursor(question, at, rank, locality, new String(name, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException
        | IndexOutOfBoundsException
        | BufferUnderflowException
        | NegativeArraySizeException
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
