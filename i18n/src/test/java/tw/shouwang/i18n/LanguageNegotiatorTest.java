package tw.shouwang.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageNegotiatorTest {

  @Test
  void takesTheExplicitLanguageBeforeTheHeader() {
    assertThat(LanguageNegotiator.negotiate(Language.EN, "zh-TW")).isEqualTo(Language.EN);
  }

  @Test
  void answersInTraditionalChineseWhenNobodySaysAnything() {
    assertThat(LanguageNegotiator.negotiate(null, null)).isEqualTo(Language.ZH_TW);
  }

  /// D7: apps send `vi_VN`, as their system writes it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en                          | EN
          en-GB,zh;q=0.5              | EN
          fr, de;q=0.9, vi;q=0.1      | VI
          zh-TW;q=0.5, en;q=0.9       | EN
          zh-HK                       | ZH_TW
          zh-Hans-CN                  | ZH_TW
          tl-PH                       | FIL
          in                          | ID
          en;q=0, th                  | TH
          fr                          | ZH_TW
          *                           | ZH_TW
          ;;;q=x                      | ZH_TW
          ,,,;;;=                     | ZH_TW
          ,,id                        | ID
          tlh-漢語, en;q=many, vi;q=0.2 | VI
          zh_TW, th;q=0.9             | ZH_TW
          vi_VN                       | VI
          id_ID,en_US;q=0.8           | ID
          fil_PH                      | FIL
          zh_Hant_TW                  | ZH_TW
          fr_FR, th_TH;q=0.1          | TH
          tgl                         | FIL
          vie-VN, en;q=0.5            | VI
          ind                         | ID
          tha                         | TH
          chi, en;q=0.9               | ZH_TW
          """)
  void readsTheHeaderByQualityAndRegion(String header, Language expected) {
    assertThat(LanguageNegotiator.negotiate(null, header)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          km, vi;q=0.9, en-US;q=0.8, en;q=0.7 | km vi en
          zh-TW, zh;q=0.9                     | zh
          tl-PH, in;q=0.5                     | fil id
          tgl, vie;q=0.9, ind;q=0.8, khm;q=0.1| fil vi id km
          my;q=0, ja                          | ja
          *                                   | zh
          ;;;=                                | zh
          de,fr,es,it,pt,nl,sv                | de fr es it pt
          km_KH,vi_VN;q=0.5                   | km vi
          """)
  void keepsWhatSomebodySpeaksBeyondWhatWeWrite(String header, String expected) {
    assertThat(LanguageNegotiator.spoken(header)).containsExactly(expected.split(" "));
  }

  @Test
  void ignoresAHeaderOfEightKilobytes() {
    assertThat(LanguageNegotiator.negotiate(null, "en,".repeat(2_800))).isEqualTo(Language.ZH_TW);
  }
}
