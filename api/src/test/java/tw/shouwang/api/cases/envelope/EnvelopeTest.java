package tw.shouwang.api.cases.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeTest {

  private final SecureRandom random = new SecureRandom();
  private final AesGcm aes = new AesGcm(random);
  private final Sealing sealing = new PaddedSealing(aes);
  private final ReceiptWrap receiptWrap = new ReceiptWrap(aes);
  private final Receipt receipt = Receipt.random(random);
  private final Binding binding = Binding.random(random);
  private final DataKey key = DataKey.random(random);
  private final UUID entry = UUID.randomUUID();
  private final byte[] words = "救我".getBytes(StandardCharsets.UTF_8);

  @Test
  void opensWhatItSealed() throws Exception {
    byte[] sealed =
        sealing.seal(key, binding, entry, Direction.FROM_SENDER, words, Padding.MESSAGE);
    assertThat(sealing.open(key, binding, entry, Direction.FROM_SENDER, sealed)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"1,1024", "1020,1024", "1021,4096", "4092,4096", "16380,16384", "16381,32768"})
  void padsToOneOfFourSizes(int content, int padded) {
    byte[] sealed =
        sealing.seal(
            key, binding, entry, Direction.FROM_SENDER, new byte[content], Padding.MESSAGE);
    assertThat(sealed).hasSize(12 + padded + 16);
  }

  @Test
  void refusesEveryFlippedByte() {
    byte[] sealed =
        sealing.seal(key, binding, entry, Direction.FROM_SENDER, words, Padding.MESSAGE);
    for (int i = 0; i < sealed.length; i++) {
      byte[] tampered = sealed.clone();
      tampered[i] ^= 1;
      assertRefused(binding, entry, Direction.FROM_SENDER, tampered);
    }
  }

  @Test
  void refusesATruncatedBody() {
    byte[] sealed =
        sealing.seal(key, binding, entry, Direction.FROM_SENDER, words, Padding.MESSAGE);
    for (int length = 0; length < sealed.length; length += 7) {
      assertRefused(binding, entry, Direction.FROM_SENDER, Arrays.copyOf(sealed, length));
    }
  }

  @Test
  void refusesAnotherCaseAnotherEntryAndTheOtherDirection() {
    byte[] sealed =
        sealing.seal(key, binding, entry, Direction.FROM_SENDER, words, Padding.MESSAGE);
    assertRefused(binding, entry, Direction.FROM_STAFF, sealed);
    assertRefused(binding, UUID.randomUUID(), Direction.FROM_SENDER, sealed);
    assertRefused(Binding.random(random), entry, Direction.FROM_SENDER, sealed);
  }

  private static CentrePrivateKey half(CentreWrap.KeyPair pair) {
    return new CentrePrivateKey(pair.privateKey());
  }

  /// A broken key file is not a wrap that nobody can open: such wraps are given up in the end.
  @Test
  void takesABrokenKeyForNoBrokenWrap() {
    for (int length : new int[] {0, 31, 33}) {
      assertThatThrownBy(() -> new CentrePrivateKey(new byte[length]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void givesTheKeyToTheCentreAlone() throws Exception {
    CentreWrap.KeyPair pair = CentreWrap.KeyPair.generate();
    CentreWrap.Recipient tpe = new CentreWrap.Recipient("tpe", 3);
    byte[] wrap = CentreWrap.wrap(key, binding, tpe, pair.publicKey());

    assertThat(wrap).as("encapsulated key, key, tag").hasSize(32 + 32 + 16);
    assertThat(CentreWrap.unwrap(wrap, binding, key.commitment(), tpe, half(pair)).bytes())
        .isEqualTo(key.bytes());
    assertThatThrownBy(() ->
            CentreWrap.unwrap(
                wrap, binding, key.commitment(), tpe, half(CentreWrap.KeyPair.generate())))
        .isInstanceOf(TamperedException.class);
    assertThatThrownBy(() ->
            CentreWrap.unwrap(
                wrap, binding, key.commitment(), new CentreWrap.Recipient("tpe", 4), half(pair)))
        .isInstanceOf(TamperedException.class);
  }

  @Test
  void givesTheKeyToTheReceiptOnlyTogetherWithTheStorageKey() throws Exception {
    byte[] week = key();
    byte[] nextWeek = key();
    byte[] wrap = receiptWrap.wrap(key, binding, receipt, week);
    assertThat(receiptWrap.unwrap(wrap, binding, key.commitment(), receipt, week).bytes())
        .isEqualTo(key.bytes());

    byte[] moved = receiptWrap.reseal(wrap, binding, week, nextWeek);
    assertThat(receiptWrap.unwrap(moved, binding, key.commitment(), receipt, nextWeek).bytes())
        .isEqualTo(key.bytes());
    assertThatThrownBy(() -> receiptWrap.unwrap(moved, binding, key.commitment(), receipt, week))
        .isInstanceOf(TamperedException.class);
    assertThatThrownBy(() ->
            receiptWrap.unwrap(moved, binding, key.commitment(), Receipt.random(random), nextWeek))
        .isInstanceOf(TamperedException.class);
  }

  @Test
  void refusesEveryFlippedByteAndEveryTruncationOfBothWraps() {
    CentreWrap.KeyPair pair = CentreWrap.KeyPair.generate();
    CentreWrap.Recipient tpe = new CentreWrap.Recipient("tpe", 3);
    byte[] week = key();
    byte[] forCentre = CentreWrap.wrap(key, binding, tpe, pair.publicKey());
    byte[] forSender = receiptWrap.wrap(key, binding, receipt, week);
    for (byte[] tampered : tampered(forCentre)) {
      assertThatThrownBy(
              () -> CentreWrap.unwrap(tampered, binding, key.commitment(), tpe, half(pair)))
          .isInstanceOf(TamperedException.class);
    }
    for (byte[] tampered : tampered(forSender)) {
      assertThatThrownBy(
              () -> receiptWrap.unwrap(tampered, binding, key.commitment(), receipt, week))
          .isInstanceOf(TamperedException.class);
    }
  }

  private static List<byte[]> tampered(byte[] wrap) {
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < wrap.length; i++) {
      byte[] flipped = wrap.clone();
      flipped[i] ^= 1;
      all.add(flipped);
      all.add(Arrays.copyOf(wrap, i));
    }
    return all;
  }

  @Test
  void trustsOnlyACentreKeyThatIsSignedAsItStands() throws Exception {
    var signer = com.google.crypto.tink.subtle.Ed25519Sign.KeyPair.newKeyPair();
    LocalDate from = LocalDate.of(2026, 11, 22);
    CentreKey published =
        CentreKey.signed("tpe", 1, from, from.plusDays(7), key(), signer.getPrivateKey());
    assertThat(published.isSignedBy(signer.getPublicKey())).isTrue();
    CentreKey swapped =
        new CentreKey(1, "tpe", 1, from, from.plusDays(7), key(), published.signature());
    assertThat(swapped.isSignedBy(signer.getPublicKey())).isFalse();
    CentreKey older =
        new CentreKey(
            1, "tpe", 2, from, from.plusDays(7), published.publicKey(), published.signature());
    assertThat(older.isSignedBy(signer.getPublicKey())).isFalse();
  }

  @Test
  void keepsTheFieldsOfAForm() throws Exception {
    SeenMark seen = SeenMark.of(List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()));
    Content content = new Content(Map.of("words", "他說「再哭就打」\n😭", "n", "3", "seen", seen.mark()));
    Content read = Content.of(content.toBytes());
    assertThat(read.words()).isEqualTo(content.words());
    assertThat(read.seen()).contains(seen);
    assertThat(read.told()).containsOnlyKeys("words");
  }

  @Test
  void tagsAMessageIdTheSameUnderOneKeyOnly() {
    byte[] tag = key.messageTag(Direction.FROM_SENDER, "m1");
    assertThat(tag).isEqualTo(key.messageTag(Direction.FROM_SENDER, "m1"));
    assertThat(tag).isNotEqualTo(DataKey.random(random).messageTag(Direction.FROM_SENDER, "m1"));
    assertThat(tag).isNotEqualTo(key.messageTag(Direction.FROM_STAFF, "m1"));
    assertThat(key.messageFingerprint("m1", "a")).isNotEqualTo(key.messageFingerprint("m2", "a"));
  }

  private byte[] key() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return bytes;
  }

  private void assertRefused(Binding binding, UUID entry, Direction direction, byte[] sealed) {
    assertThatThrownBy(() -> sealing.open(key, binding, entry, direction, sealed))
        .isInstanceOf(TamperedException.class);
  }
}
