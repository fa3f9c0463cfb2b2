package tw.shouwang.api.intake.work;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.DuplicateTagger;
import tw.shouwang.api.cases.envelope.Derivation;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.Hashes;
import tw.shouwang.i18n.TextNormalizer;

/// Tags that show that two cases are about the same place and topic, under a key that only the
/// staff role has.
///
/// A tag has 20 bits, so even with the key it shows only that two places may be the same. A mask
/// that depends on the day, under the same key, covers it: in the database alone, tags of different
/// days cannot be compared. Staff compare neighbouring days exactly, by exchanging the mask.
@Singleton
@Requires(condition = InStaffProcess.class)
class DuplicateTags implements DuplicateTagger {

  static final String KEY = "duplicate-tag.private.key";

  private static final int BITS = 20;
  private static final int DAYS_APART = 1;

  private final Supplier<Keys> keys;

  private record Keys(byte[] tag, byte[] day, byte[] repeat) {

    static Keys of(byte[] key) {
      return new Keys(
          Derivation.derive(key, "duplicate-tag", 32),
          Derivation.derive(key, "duplicate-day", 32),
          Derivation.derive(key, "repeat-tag", 32));
    }
  }

  DuplicateTags(KeyFiles files) {
    this.keys = files.held(KEY, Keys::of);
  }

  @Override
  public @Nullable Tags tags(Topic topic, @Nullable String place, LocalDate receivedOn) {
    String normalized = normalized(place == null ? "" : place);
    if (normalized.isEmpty()) {
      return null;
    }
    String content = topic + "|" + normalized;
    return new Tags(
        bits(keys.get().tag, content) ^ mask(receivedOn), bits(keys.get().repeat, content));
  }

  /// Whether tags decide: both cases were opened and name a place.
  static boolean decide(DeskCase one, DeskCase other) {
    return one.duplicateTag() != null && other.duplicateTag() != null;
  }

  /// Whether two such cases may be about the same event: equal tags, at most one day apart.
  boolean match(DeskCase one, DeskCase other) {
    long apart = Math.abs(one.receivedOn().toEpochDay() - other.receivedOn().toEpochDay());
    return apart <= DAYS_APART
        && (Objects.requireNonNull(one.duplicateTag()) ^ mask(one.receivedOn()))
            == (Objects.requireNonNull(other.duplicateTag()) ^ mask(other.receivedOn()));
  }

  /// Normalizes an address: 臺北市 大安區 復興南路1段 100 號 and 台北市大安區復興南路１段100號 are one place.
  private static String normalized(String place) {
    String folded = TextNormalizer.fold(place);
    StringBuilder kept = new StringBuilder();
    folded.codePoints().filter(Character::isLetterOrDigit).forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private int mask(LocalDate day) {
    return bits(keys.get().day, day.toString());
  }

  private static int bits(byte[] key, String content) {
    byte[] mac = Hashes.hmac(key, content);
    return ByteBuffer.wrap(mac).getInt() >>> (Integer.SIZE - BITS);
  }
}
