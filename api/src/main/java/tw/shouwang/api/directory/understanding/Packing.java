package tw.shouwang.api.directory.understanding;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/// Writes and reads small whole numbers in as few bits as their frequencies allow: binary
/// arithmetic coding (Rissanen 1976), with probabilities that follow what was coded before. Whole
/// numbers only, so that a device reads the same.
final class Packing {

  private static final int HALF = 1 << 15;

  /// The number of decisions after which a probability keeps the same rate of adaptation.
  private static final int SLOWEST = 500;

  /// The probability of a decision in one context, in parts of 65,536, and the number of decisions
  /// that it was learned from.
  private final int[] shares;

  private final int[] counts;

  /// @param contexts of single decisions
  Packing(int contexts) {
    shares = new int[contexts];
    Arrays.fill(shares, HALF);
    counts = new int[contexts];
  }

  private void learn(int context, boolean yes) {
    counts[context] = Math.min(SLOWEST, counts[context] + 1);
    int to = yes ? 2 * HALF - 1 : 0;
    shares[context] += (to - shares[context]) / (counts[context] + 1);
    shares[context] = Math.max(32, Math.min(2 * HALF - 32, shares[context]));
  }

  /// Where the interval is divided.
  private long middle(int context, long low, long high) {
    return low + (high - low >>> 16) * shares[context];
  }

  /// Writes decisions.
  static final class Writer {

    private final Packing packing;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long low;
    private long high = 0xFFFF_FFFFL;

    Writer(int contexts) {
      packing = new Packing(contexts);
    }

    void write(int context, boolean yes) {
      long middle = packing.middle(context, low, high);
      if (yes) {
        high = middle;
      } else {
        low = middle + 1;
      }
      packing.learn(context, yes);
      while (low >>> 24 == high >>> 24) {
        bytes.write((int) (high >>> 24));
        low = low << 8 & 0xFFFF_FFFFL;
        high = high << 8 & 0xFFFF_FFFFL | 0xFF;
      }
    }

    /// A number from 0 on, by its binary digits behind their count.
    ///
    /// @param context of the first of 64 contexts
    void writeNumber(int context, int number) {
      int digits = Integer.SIZE - Integer.numberOfLeadingZeros(number + 1);
      for (int digit = 1; digit <= digits; digit++) {
        write(context + digit, digit < digits);
      }
      for (int digit = digits - 2; digit >= 0; digit--) {
        write(context + 32 + digit, (number + 1 >> digit & 1) == 1);
      }
    }

    /// A number below 256, by its eight digits.
    ///
    /// @param context of the first of 256 contexts
    void writeByte(int context, int number) {
      for (int digit = 7; digit >= 0; digit--) {
        write(context + ((256 | number) >> digit + 1), (number >> digit & 1) == 1);
      }
    }

    void end(DataOutputStream out) throws IOException {
      for (int shift = 24; shift >= 0; shift -= 8) {
        bytes.write((int) (low >>> shift));
      }
      out.writeInt(bytes.size());
      bytes.writeTo(out);
    }
  }

  /// Reads them back, in the same contexts.
  static final class Reader {

    private final Packing packing;
    private final byte[] bytes;
    private int at;
    private long low;
    private long high = 0xFFFF_FFFFL;
    private long code;

    Reader(int contexts, DataInputStream in) throws IOException {
      packing = new Packing(contexts);
      bytes = in.readNBytes(in.readInt());
      for (int count = 0; count < Integer.BYTES; count++) {
        code = code << 8 | next();
      }
    }

    private int next() {
      return at < bytes.length ? bytes[at++] & 0xFF : 0;
    }

    boolean read(int context) {
      long middle = packing.middle(context, low, high);
      boolean yes = code <= middle;
      if (yes) {
        high = middle;
      } else {
        low = middle + 1;
      }
      packing.learn(context, yes);
      while (low >>> 24 == high >>> 24) {
        low = low << 8 & 0xFFFF_FFFFL;
        high = high << 8 & 0xFFFF_FFFFL | 0xFF;
        code = code << 8 & 0xFFFF_FFFFL | next();
      }
      return yes;
    }

    int readByte(int context) {
      int before = 1;
      while (before < 256) {
        before = before << 1 | (read(context + before) ? 1 : 0);
      }
      return before - 256;
    }

    int readNumber(int context) {
      int digits = 1;
      while (digits < Integer.SIZE - 1 && read(context + digits)) {
        digits++;
      }
      int number = 1;
      for (int digit = digits - 2; digit >= 0; digit--) {
        number = number << 1 | (read(context + 32 + digit) ? 1 : 0);
      }
      return number - 1;
    }
  }
}
