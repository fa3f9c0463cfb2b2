package tw.shouwang.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EitherBase64Test {

  @Test
  void readsWhateverAnEncoderWrites() {
    Random chance = new Random(8);
    for (int length = 0; length < 70; length++) {
      byte[] bytes = new byte[length];
      chance.nextBytes(bytes);
      for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        assertThat(EitherBase64.decoded(encoder.encodeToString(bytes))).isEqualTo(bytes);
        assertThat(EitherBase64.decoded(encoder.withoutPadding().encodeToString(bytes)))
            .isEqualTo(bytes);
      }
    }
    assertThat(EitherBase64.decoded("-_+/")).isEqualTo(EitherBase64.decoded("+/-_"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "AA=A", "AAAA====", "AA A", "AAA!", "ＡＡＡＡ", "AAA\n"})
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> EitherBase64.decoded(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
