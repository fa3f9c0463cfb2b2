package tw.shouwang.graphql.execution;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Pads answers about a case to a few lengths, by a field of blanks in `extensions`. An observer of
/// the encrypted traffic learns only a size class, not whether the case exists, how many messages
/// it has, or how long they are.
public final class Padding {

  private static final int[] CLASSES = {1 << 10, 4 << 10, 16 << 10, 32 << 10};
  private static final int LARGEST = 32 << 10;
  private static final byte[] BEFORE = ascii(",\"extensions\":{\"padding\":\"");
  private static final byte[] BESIDE = ascii(",\"padding\":\"");
  private static final byte[] AFTER = ascii("\"}}");

  private Padding() {}

  /// The same response with a length of 1, 4, 16 or 32 KiB, or a multiple of 32 KiB.
  ///
  /// @param extended whether the response ends with `extensions` of its own, which are not empty
  static byte[] padded(byte[] json, boolean extended) {
    byte[] before = extended ? BESIDE : BEFORE;
    int kept = json.length - (extended ? 2 : 1);
    int size = size(kept + before.length + AFTER.length);
    byte[] padded = new byte[size];
    System.arraycopy(json, 0, padded, 0, kept);
    System.arraycopy(before, 0, padded, kept, before.length);
    Arrays.fill(padded, kept + before.length, size - AFTER.length, (byte) ' ');
    System.arraycopy(AFTER, 0, padded, size - AFTER.length, AFTER.length);
    return padded;
  }

  /// The length, in bytes, to which an answer of at least this length is padded.
  public static int size(int least) {
    for (int size : CLASSES) {
      if (least <= size) {
        return size;
      }
    }
    return (least + LARGEST - 1) / LARGEST * LARGEST;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
