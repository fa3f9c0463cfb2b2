package tw.shouwang.api.cases.envelope;

import java.nio.ByteBuffer;

/// Makes a text's length say almost nothing: four bytes of length, the content, zeros up to 1, 4,
/// 16 or 32 KiB.
public final class Padding {

  /// The smallest padded size of a form, in bytes: a smaller class would reveal that the form names
  /// no place and no person.
  public static final int FORM = 4 << 10;

  /// The smallest padded size of a message, in bytes.
  public static final int MESSAGE = 1 << 10;

  private static final int[] CLASSES = {1 << 10, 4 << 10, 16 << 10, 32 << 10};

  private Padding() {}

  static byte[] pad(byte[] content, int least) {
    int needed = Math.max(content.length + Integer.BYTES, least);
    for (int size : CLASSES) {
      if (needed <= size) {
        return ByteBuffer.allocate(size).putInt(content.length).put(content).array();
      }
    }
    throw new IllegalArgumentException("content of more than 32 KiB cannot be sealed");
  }

  static byte[] unpad(byte[] padded) throws TamperedException {
    if (padded.length < Integer.BYTES) {
      throw new TamperedException();
    }
    ByteBuffer buffer = ByteBuffer.wrap(padded);
    int length = buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      throw new TamperedException();
    }
    byte[] content = new byte[length];
    buffer.get(content);
    while (buffer.hasRemaining()) {
      if (buffer.get() != 0) {
        throw new TamperedException();
      }
    }
    return content;
  }
}
