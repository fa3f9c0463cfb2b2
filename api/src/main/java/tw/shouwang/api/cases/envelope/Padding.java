package tw.shouwang.api.cases.envelope;

import java.nio.ByteBuffer;

/// Pads a text so that its length reveals almost nothing: four bytes of length, the content, and
/// zeros up to 1, 4, 16 or 32 KiB.
final class Padding {

  private static final int[] CLASSES = {1 << 10, 4 << 10, 16 << 10, 32 << 10};

  private Padding() {}

  static byte[] pad(byte[] content) {
    int needed = content.length + Integer.BYTES;
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
    return content;
  }
}
