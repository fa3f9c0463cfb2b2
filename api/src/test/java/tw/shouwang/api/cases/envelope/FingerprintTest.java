package tw.shouwang.api.cases.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.cases.submissions.SealedFields;
import tw.shouwang.i18n.Language;

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

  /// What shows nothing is no other text for a retry: a phone may put an invisible character into
  /// an empty field.
  @ParameterizedTest
  @ValueSource(
      strings = {" ", "\u3000", "\u200B", "\uFEFF", "\uFE0F", "\u3164", "\u2800", "\u2060\u0301"})
  void countsAFieldThatShowsNothingAsMissing(String value) {
    assertThat(Fingerprint.of("x").field(value).under(receipt))
        .isEqualTo(Fingerprint.of("x").field(null).under(receipt));
    assertThat(new SealedFields("w", Language.ZH_TW).with("place", value).fields())
        .doesNotContainKey("place");
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
