package tw.shouwang.api.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tw.shouwang.i18n.CrisisDrafts;

class MessagesSettingsTest {

  @Test
  void accompaniesCrisisDraftsInProductionAlone() {
    MessagesSettings defaults = new MessagesSettings(null, null);
    assertThat(defaults.crisisDrafts(true)).isEqualTo(CrisisDrafts.ACCOMPANIED);
    assertThat(defaults.crisisDrafts(false)).isEqualTo(CrisisDrafts.PLAIN);
    assertThat(defaults.correctionsTo()).isNull();
  }

  @Test
  void doesAsItIsToldEverywhere() {
    assertThat(new MessagesSettings(false, null).crisisDrafts(true)).isEqualTo(CrisisDrafts.PLAIN);
    assertThat(new MessagesSettings(true, null).crisisDrafts(false))
        .isEqualTo(CrisisDrafts.ACCOMPANIED);
  }
}
