package tw.shouwang.api.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tw.shouwang.i18n.CrisisDrafts;

class MessagesSettingsTest {

  @Test
  void accompaniesCrisisDraftsInProductionAlone() {
    MessagesSettings defaults = new MessagesSettings(null);
    assertThat(defaults.crisisDrafts(true)).isEqualTo(CrisisDrafts.ACCOMPANIED);
    assertThat(defaults.crisisDrafts(false)).isEqualTo(CrisisDrafts.PLAIN);
  }

  @Test
  void doesAsItIsToldEverywhere() {
    assertThat(new MessagesSettings(false).crisisDrafts(true)).isEqualTo(CrisisDrafts.PLAIN);
    assertThat(new MessagesSettings(true).crisisDrafts(false)).isEqualTo(CrisisDrafts.ACCOMPANIED);
  }
}
