package tw.shouwang.api.cases.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.records.CasesSettingsTest;
import tw.shouwang.graphql.ratelimits.CallerKey;

class SurgeTest {

  private Instant now = Instant.parse("2026-11-22T04:00:00Z");
  private final Surge surge = new Surge(CasesSettingsTest.DEFAULTS, () -> now);

  @Test
  void marksWhatComesFromOneAddressBeyondTheUsual() {
    Origin caller = new Origin(null, new CallerKey("one"));
    for (int i = 0; i < 20; i++) {
      assertThat(surge.isMoreThanUsual(caller)).isFalse();
      surge.count(caller);
    }
    assertThat(surge.isMoreThanUsual(caller)).isTrue();
    assertThat(surge.isMoreThanUsual(new Origin(null, new CallerKey("another")))).isFalse();
  }

  @Test
  void marksWhatComesFromOnePosterWhoeverSendsIt() {
    for (int i = 0; i < 20; i++) {
      surge.count(new Origin("POSTER", new CallerKey("caller " + i)));
    }
    assertThat(surge.isMoreThanUsual(new Origin("POSTER", new CallerKey("new")))).isTrue();
    assertThat(surge.isMoreThanUsual(new Origin("OTHER", new CallerKey("new")))).isFalse();
  }

  @Test
  void startsAnewEachDay() {
    Origin caller = new Origin("POSTER", new CallerKey("one"));
    for (int i = 0; i < 30; i++) {
      surge.count(caller);
    }
    now = now.plus(Duration.ofDays(1));
    assertThat(surge.isMoreThanUsual(caller)).isFalse();
  }
}
