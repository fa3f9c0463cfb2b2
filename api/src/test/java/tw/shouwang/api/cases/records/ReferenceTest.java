package tw.shouwang.api.cases.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {

  /// Signs come from a telephone, a note and an input method that types full width.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2345FKLM",
        "2345 FKLM",
        " 2345-fklm ",
        "2345–FKLM",
        "２３４５　ＦＫＬＭ",
        "２３４５－ｆｋｌｍ",
        "2 3 4 5 F K L M"
      })
  void isReadInEitherCaseAndWidthWithWhateverStandsBetween(String said) {
    assertThat(Reference.parse(said)).contains(new Reference("2345FKLM"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2345FKL", "2345FKLM2", "2345FKLO", "2345/FKLM", "②345FKLMKK"})
  void isNothingElse(String said) {
    assertThat(Reference.parse(said)).isEqualTo(Optional.empty());
  }
}
