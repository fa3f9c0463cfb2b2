package tw.shouwang.api.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.testing.DefaultSettings;

class PagesSettingsTest {

  private static final URI WEATHER = URI.create("https://www.cwa.gov.tw/");

  @Test
  void leavesForTheWeatherAndTakesFormsOfItsOwnHostOnly() {
    assertThat(DefaultSettings.of(PagesSettings.class))
        .isEqualTo(new PagesSettings(WEATHER, 16L << 20, List.of()));
  }

  @Test
  void refusesToLeaveInClearAndANegativeMemory() {
    assertThatThrownBy(() -> new PagesSettings(URI.create("http://a.example/"), 1, List.of()))
        .hasMessageStartingWith("shouwang.pages: ");
    assertThatThrownBy(() -> new PagesSettings(WEATHER, -1, List.of()))
        .hasMessageStartingWith("shouwang.pages: ");
  }
}
