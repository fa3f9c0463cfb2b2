package tw.shouwang.api.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.process.SetupFinding.Level;
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

  @Test
  void takesOriginsAsBrowsersWriteThem() {
    for (String origin :
        List.of("https://help.example", "https://a-b.example:8443", "http://[::1]:8080")) {
      assertThat(new PagesSettings(WEATHER, 1, List.of(origin)).origins()).containsExactly(origin);
    }
    for (String none :
        List.of(
            "help.example",
            "https://help.example/",
            "https://Help.example",
            "https://a.example/x",
            "https://u@a.example",
            "*",
            "null")) {
      assertThatThrownBy(() -> new PagesSettings(WEATHER, 1, List.of(none)))
          .as(none)
          .hasMessageStartingWith("shouwang.pages: origins must be");
    }
  }

  @Test
  void prodNeedsItsOwnAddress() {
    assertThat(OriginsCheck.of(List.of(), false).level()).isEqualTo(Level.OK);
    assertThat(OriginsCheck.of(List.of(), true).level()).isEqualTo(Level.MISSING);
    assertThat(OriginsCheck.of(List.of("http://a.example"), true).level()).isEqualTo(Level.WRONG);
    assertThat(OriginsCheck.of(List.of("https://a.example"), true).level()).isEqualTo(Level.OK);
  }
}
