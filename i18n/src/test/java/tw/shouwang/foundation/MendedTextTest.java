package tw.shouwang.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MendedTextTest {

  /// B1: what a writer cannot see costs nothing.
  @Test
  void makesLineEndsOfWhatStandsForOneAndDropsTheOtherControls() {
    assertThat(MendedText.of("a\u000bb\u000cc\u0085d")).isEqualTo("a\nb\nc\nd");
    assertThat(MendedText.of("a\u0000\u0003\u0008\u001f\u007f\u0092b")).isEqualTo("ab");
  }

  @Test
  void leavesWhatAReaderSeesAndHalfSurrogatesToTheOneWhoRefusesThem() {
    String text = "一\t二\r\n三\u2028\ufeff\u202e\ufffd\ue000😀\ud83d";
    assertThat(MendedText.of(text)).isEqualTo(text);
    assertThat(MendedText.orNull(null)).isNull();
  }
}
