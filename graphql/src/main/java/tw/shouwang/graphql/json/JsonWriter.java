package tw.shouwang.graphql.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Writes maps, lists, strings, numbers, booleans and null as JSON in UTF-8, straight into one
/// buffer that grows.
///
/// Unpaired surrogates become U+FFFD, so the result is always valid UTF-8.
public final class JsonWriter {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  private static final int USUAL = 16_384;
  private static final int LARGEST_SPARE = 262_144;

  // Allocating and clearing a buffer for each answer would cost as much as writing into it.
  private static final ArrayBlockingQueue<byte[]> SPARE = new ArrayBlockingQueue<>(8);

  private byte[] buffer;
  private int length;

  private JsonWriter(byte[] buffer) {
    this.buffer = buffer;
  }

  /// The value as JSON.
  ///
  /// @throws IllegalArgumentException if it contains a type that is not JSON's own
  public static byte[] write(@Nullable Object value) {
    JsonWriter writer = begin();
    writer.value(value);
    return writer.finish();
  }

  /// A writer for a text that is written in parts; the caller has to write valid JSON.
  public static JsonWriter begin() {
    byte[] spare = SPARE.poll();
    return new JsonWriter(spare == null ? new byte[USUAL] : spare);
  }

  /// The written bytes. The writer must not be used afterwards.
  public byte[] finish() {
    byte[] json = Arrays.copyOf(buffer, length);
    if (buffer.length <= LARGEST_SPARE) {
      // Clears the buffer, so that an answer does not stay in memory until a longer answer
      // overwrites it.
      Arrays.fill(buffer, 0, length, (byte) 0);
      SPARE.offer(buffer);
    }
    return json;
  }

  /// The position of the next byte, for [#truncateTo].
  public int mark() {
    return length;
  }

  /// Removes what was written after the mark.
  public void truncateTo(int mark) {
    Arrays.fill(buffer, mark, length, (byte) 0);
    length = mark;
  }

  /// Writes one byte of punctuation.
  public void punctuation(char sign) {
    put(sign);
  }

  /// Writes a value as JSON.
  ///
  /// @throws IllegalArgumentException if it contains a type that is not JSON's own
  public void value(@Nullable Object value) {
    switch (value) {
      case null -> raw(NULL);
      case String text -> string(text);
      case Integer number -> integer(number);
      case Long number -> integer(number);
      case Boolean truth -> raw(truth ? TRUE : FALSE);
      case Map<?, ?> map -> object(map);
      case Json json -> raw(json.bytes());
      case List<?> list -> array(list);
      case Double number when !Double.isFinite(number) -> raw(NULL);
      case Float number when !Float.isFinite(number) -> raw(NULL);
      case Number number -> raw(number.toString().getBytes(StandardCharsets.US_ASCII));
      case Enum<?> constant -> string(constant.name());
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass().getName());
    }
  }

  private void object(Map<?, ?> map) {
    put('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!first) {
        put(',');
      }
      first = false;
      string((String) entry.getKey());
      put(':');
      value(entry.getValue());
    }
    put('}');
  }

  private void array(List<?> list) {
    put('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        put(',');
      }
      value(list.get(i));
    }
    put(']');
  }

  private void integer(long number) {
    if (number < 0 || number > 9_999) {
      raw(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
      return;
    }
    int rest = (int) number;
    for (int unit = rest > 999 ? 1_000 : rest > 99 ? 100 : rest > 9 ? 10 : 1;
        unit > 0;
        unit /= 10) {
      put('0' + rest / unit);
      rest %= unit;
    }
  }

  private void string(String text) {
    int chars = text.length();
    // A char takes at most six bytes: an escaped control character.
    ensure(chars * 6 + 2);
    byte[] out = buffer;
    int at = length;
    out[at++] = '"';
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        if (c >= 0x20 && c != '"' && c != '\\') {
          out[at++] = (byte) c;
        } else {
          at = escape(c, out, at);
        }
      } else if (c < 0x800) {
        out[at++] = (byte) (0xC0 | c >> 6);
        out[at++] = (byte) (0x80 | c & 0x3F);
      } else if (Character.isSurrogate(c)) {
        int point = text.codePointAt(i);
        if (Character.isSupplementaryCodePoint(point)) {
          i++;
          out[at++] = (byte) (0xF0 | point >> 18);
          out[at++] = (byte) (0x80 | point >> 12 & 0x3F);
          out[at++] = (byte) (0x80 | point >> 6 & 0x3F);
          out[at++] = (byte) (0x80 | point & 0x3F);
        } else {
          at = threeBytes('\uFFFD', out, at);
        }
      } else {
        at = threeBytes(c, out, at);
      }
    }
    out[at++] = '"';
    length = at;
  }

  private static int threeBytes(char c, byte[] out, int at) {
    out[at] = (byte) (0xE0 | c >> 12);
    out[at + 1] = (byte) (0x80 | c >> 6 & 0x3F);
    out[at + 2] = (byte) (0x80 | c & 0x3F);
    return at + 3;
  }

  private static int escape(char c, byte[] out, int at) {
    out[at++] = '\\';
    switch (c) {
      case '"', '\\' -> out[at++] = (byte) c;
      case '\n' -> out[at++] = 'n';
      case '\r' -> out[at++] = 'r';
      case '\t' -> out[at++] = 't';
      default -> {
        out[at++] = 'u';
        out[at++] = '0';
        out[at++] = '0';
        out[at++] = HEX[c >> 4];
        out[at++] = HEX[c & 0xF];
      }
    }
    return at;
  }

  /// Writes bytes that are JSON already.
  public void raw(byte[] text) {
    ensure(text.length);
    System.arraycopy(text, 0, buffer, length, text.length);
    length += text.length;
  }

  private void put(int c) {
    ensure(1);
    buffer[length++] = (byte) c;
  }

  private void ensure(int more) {
    if (buffer.length - length < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
