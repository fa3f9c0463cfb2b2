package tw.shouwang.api.cases.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tw.shouwang.foundation.Hashes;

/// Decides whether two submissions with one receipt have the same content, without storing the
/// content.
///
/// Fields are hashed in the form's fixed order, each with its length, so different inputs never
/// give the same bytes. A missing field differs from an empty one; the order of a list does not
/// matter. The HMAC key is derived from the receipt, so a stolen fingerprint cannot be tested
/// against guessed words.
public final class Fingerprint {

  private static final int MISSING = -1;

  private final ByteArrayOutputStream canonical = new ByteArrayOutputStream();

  private Fingerprint(String form) {
    field(form);
  }

  public static Fingerprint of(String form) {
    return new Fingerprint(form);
  }

  public Fingerprint field(@Nullable Object value) {
    if (value == null) {
      canonical.writeBytes(length(MISSING));
      return this;
    }
    byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
    canonical.writeBytes(length(bytes.length));
    canonical.writeBytes(bytes);
    return this;
  }

  public Fingerprint set(Collection<?> values) {
    TreeSet<String> sorted = new TreeSet<>();
    values.forEach(value -> sorted.add(value.toString()));
    canonical.writeBytes(length(sorted.size()));
    sorted.forEach(this::field);
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
