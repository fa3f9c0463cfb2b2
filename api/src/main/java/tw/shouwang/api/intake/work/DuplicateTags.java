package tw.shouwang.api.intake.work;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.DuplicateTagger;
import tw.shouwang.api.cases.envelope.Derivation;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.Hashes;

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

  /// How far apart cases of one building or street are suggested.
  private static final int PLACE_DAYS_APART = 14;

  private record Keys(
      byte[] tag,
      byte[] day,
      byte[] repeat,
      byte[] building,
      byte[] buildingDay,
      byte[] street,
      byte[] streetDay) {

    static Keys of(byte[] key) {
      return new Keys(
          Derivation.derive(key, "duplicate-tag", 32),
          Derivation.derive(key, "duplicate-day", 32),
          Derivation.derive(key, "repeat-tag", 32),
          Derivation.derive(key, "building-tag", 32),
          Derivation.derive(key, "building-day", 32),
          Derivation.derive(key, "street-tag", 32),
          Derivation.derive(key, "street-day", 32));
    }
  }

  DuplicateTags(KeyFiles files) {
    this.keys = files.held(KEY, Keys::of);
  }

  @Override
  public @Nullable Tags tags(Topic topic, @Nullable String place, LocalDate receivedOn) {
    FoldedPlace folded = FoldedPlace.of(place == null ? "" : place);
    if (folded.whole().isEmpty()) {
      return null;
    }
    String content = topic + "|" + folded.whole();
    Keys held = keys.get();
    return new Tags(
        bits(held.tag, content) ^ mask(held.day, receivedOn),
        bits(held.repeat, content),
        bits(held.building, folded.building()) ^ mask(held.buildingDay, receivedOn),
        folded
            .street()
            .map(street -> bits(held.street, street) ^ mask(held.streetDay, receivedOn))
            .orElse(null));
  }

  /// Whether tags decide: both cases were opened and name a place.
  static boolean decide(DeskCase one, DeskCase other) {
    return one.duplicateTag() != null && other.duplicateTag() != null;
  }

  /// Whether two such cases may be about the same event: equal tags, at most one day apart.
  boolean match(DeskCase one, DeskCase other) {
    long apart = Math.abs(one.receivedOn().toEpochDay() - other.receivedOn().toEpochDay());
    return apart <= DAYS_APART
        && unmasked(keys.get().day, one, DeskCase::duplicateTag)
            .equals(unmasked(keys.get().day, other, DeskCase::duplicateTag));
  }

  /// Whether two cases are in one building, at most two weeks apart; false where one has no tag.
  boolean areInOneBuilding(DeskCase one, DeskCase other) {
    return areAlike(keys.get().buildingDay, one, other, DeskCase::buildingTag);
  }

  /// The same for a street.
  boolean areInOneStreet(DeskCase one, DeskCase other) {
    return areAlike(keys.get().streetDay, one, other, DeskCase::streetTag);
  }

  /// The tags that cases in this case's building have, by their days.
  List<Integer> ofBuilding(DeskCase known) {
    return around(keys.get().buildingDay, known, DeskCase::buildingTag);
  }

  /// The same for its street.
  List<Integer> ofStreet(DeskCase known) {
    return around(keys.get().streetDay, known, DeskCase::streetTag);
  }

  private static List<Integer> around(
      byte[] dayKey, DeskCase known, Function<DeskCase, @Nullable Integer> tag) {
    return unmasked(dayKey, known, tag)
        .map(bits ->
            known
                .receivedOn()
                .minusDays(PLACE_DAYS_APART)
                .datesUntil(known.receivedOn().plusDays(PLACE_DAYS_APART + 1))
                .map(day -> bits ^ mask(dayKey, day))
                .toList())
        .orElse(List.of());
  }

  private static boolean areAlike(
      byte[] dayKey, DeskCase one, DeskCase other, Function<DeskCase, @Nullable Integer> tag) {
    Optional<Integer> bits = unmasked(dayKey, one, tag);
    long apart = Math.abs(one.receivedOn().toEpochDay() - other.receivedOn().toEpochDay());
    return bits.isPresent()
        && apart <= PLACE_DAYS_APART
        && bits.equals(unmasked(dayKey, other, tag));
  }

  private static Optional<Integer> unmasked(
      byte[] dayKey, DeskCase known, Function<DeskCase, @Nullable Integer> tag) {
    return Optional.ofNullable(tag.apply(known))
        .map(masked -> masked ^ mask(dayKey, known.receivedOn()));
  }

  private static int mask(byte[] dayKey, LocalDate day) {
    return bits(dayKey, day.toString());
  }

  private static int bits(byte[] key, String content) {
    byte[] mac = Hashes.hmac(key, content);
    return ByteBuffer.wrap(mac).getInt() >>> (Integer.SIZE - BITS);
  }
}
