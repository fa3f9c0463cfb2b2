package tw.shouwang.api.directory.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is packed comes back, in fewer bits where it is foreseeable.
class PackingTest {

  private static final int CONTEXTS = 400;
  private static final int LINES = 20_000;

  private final Random chance = new Random(26);
  private final int[] numbers = chance.ints(LINES, 0, 5_000).toArray();
  private final int[] bytes = chance.ints(LINES, 0, 256).toArray();
  private final int[] seldom = chance.ints(LINES, 0, 50).toArray();

  private byte[] packed() throws IOException {
    Packing.Writer writer = new Packing.Writer(CONTEXTS);
    for (int line = 0; line < LINES; line++) {
      writer.writeNumber(0, numbers[line]);
      writer.writeByte(64, bytes[line]);
      writer.write(320, seldom[line] == 0);
    }
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    writer.end(new DataOutputStream(written));
    return written.toByteArray();
  }

  @Test
  void comesBack() throws IOException {
    Packing.Reader reader =
        new Packing.Reader(CONTEXTS, new DataInputStream(new ByteArrayInputStream(packed())));

    for (int line = 0; line < LINES; line++) {
      assertThat(reader.readNumber(0)).isEqualTo(numbers[line]);
      assertThat(reader.readByte(64)).isEqualTo(bytes[line]);
      assertThat(reader.read(320)).isEqualTo(seldom[line] == 0);
    }
  }

  @Test
  void theLargestAndTheRarestComeBack() throws IOException {
    Packing.Writer writer = new Packing.Writer(CONTEXTS);
    for (int line = 0; line < LINES; line++) {
      writer.write(1, false);
    }
    writer.write(1, true);
    writer.writeNumber(64, (1 << 22) - 1);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    writer.end(new DataOutputStream(written));
    Packing.Reader reader =
        new Packing.Reader(
            CONTEXTS, new DataInputStream(new ByteArrayInputStream(written.toByteArray())));

    assertThat(written.size()).isLessThan(100);
    for (int line = 0; line < LINES; line++) {
      assertThat(reader.read(1)).isFalse();
    }
    assertThat(reader.read(1)).isTrue();
    assertThat(reader.readNumber(64)).isEqualTo((1 << 22) - 1);
  }

  /// Whole bytes cannot be foreseen; one decision in fifty costs a seventh of a bit.
  @Test
  void isSmall() throws IOException {
    double bits = LINES * (Math.log(5_000) / Math.log(2) + 8 + 0.15);

    assertThat(packed().length * 8.0).isBetween(bits * 0.97, bits * 1.05);
  }
}
