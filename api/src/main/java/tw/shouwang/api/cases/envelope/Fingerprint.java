package tw.shouwang.api.cases.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tw.shouwang.foundation.BlankText;
import tw.shouwang.foundation.Hashes;

/// Decides whether two submissions with one receipt have the same content, without storing the
/// content.
///
/// Fields are hashed in the form's fixed order, each with its length, so different inputs never
/// give the same bytes. A field that shows nothing ([BlankText]) counts as missing; the order of a
/// list does not matter. The HMAC key is derived from the receipt, so a stolen fingerprint cannot
/// be tested against guessed words.
public final class Fingerprint {

  private static final int MISSING = -1;

  private final ByteArrayOutputStream canonical = new ByteArrayOutputStream();

  private Fingerprint(String form) {
    text(form);
  }

  public static Fingerprint of(String form) {
    return new Fingerprint(form);
  }

  /// A field of a form; a text that shows nothing counts as missing.
  ///
  /// @param value a text, an enum's constant (its name), a Boolean or an Instant (to the second)
  public Fingerprint field(@Nullable Object value) {
    if (value == null || value instanceof String text && BlankText.is(text)) {
      canonical.writeBytes(length(MISSING));
      return this;
    }
    return text(
        switch (value) {
          case Enum<?> constant -> constant.name();
          case Instant instant -> instant.truncatedTo(ChronoUnit.SECONDS).toString();
          default -> value.toString();
        });
  }

  /// A text that is always present, even if blank.
  Fingerprint text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    canonical.writeBytes(length(bytes.length));
    canonical.writeBytes(bytes);
    return this;
  }

  public Fingerprint set(Collection<?> values) {
    TreeSet<String> sorted = new TreeSet<>();
    values.forEach(value ->
        sorted.add(value instanceof Enum<?> constant ? constant.name() : value.toString()));
    canonical.writeBytes(length(sorted.size()));
    sorted.forEach(this::text);
    return this;
  }

  /// The bytes that are hashed; also used where the same form is signed.
  public byte[] canonical() {
    return canonical.toByteArray();
  }

  public byte[] under(Receipt receipt) {
    return Hashes.hmac(receipt.derive("fingerprint", 32), canonical.toByteArray());
  }

  private static byte[] length(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }
}
