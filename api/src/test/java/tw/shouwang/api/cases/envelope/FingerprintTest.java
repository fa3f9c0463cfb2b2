package tw.shouwang.api.cases.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  private final Receipt receipt = Receipt.random(new SecureRandom());

  @Test
  void isTheSameForTheSameInput() {
    assertThat(of("a", "b")).isEqualTo(of("a", "b"));
  }

  @Test
  void tellsFieldsApartThatWouldRunTogether() {
    assertThat(of("ab", "")).isNotEqualTo(of("a", "b"));
  }

  @Test
  void countsABlankFieldAsMissing() {
    assertThat(Fingerprint.of("x").field(null).under(receipt))
        .isEqualTo(Fingerprint.of("x").field("").under(receipt));
  }

  @Test
  void doesNotMindTheOrderOrRepetitionInAList() {
    assertThat(Fingerprint.of("x").set(List.of("B", "A", "B")).under(receipt))
        .isEqualTo(Fingerprint.of("x").set(List.of("A", "B")).under(receipt));
  }

  @Test
  void saysNothingWithoutTheReceipt() {
    Receipt other = Receipt.random(new SecureRandom());
    assertThat(Fingerprint.of("x").field("a").under(receipt))
        .isNotEqualTo(Fingerprint.of("x").field("a").under(other));
  }

  private byte[] of(String first, String second) {
    return Fingerprint.of("x").field(first).field(second).under(receipt);
  }
}
