package tw.shouwang.api.cases.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SafeTimesTest {

  private static SafeTimes periods(String... periods) {
    return SafeTimes.parse("periods=" + String.join(",", periods));
  }

  /// Times of day are Taiwan's, whatever the server's zone.
  @Test
  void allowsTheTimesThatWereNamedAndNoOthers() {
    SafeTimes noon = periods("12:00-13:30");
    assertThat(noon.allows(ContactMeans.PHONE, Instant.parse("2026-11-28T12:00:00+08:00")))
        .isTrue();
    assertThat(noon.allows(ContactMeans.PHONE, Instant.parse("2026-11-28T13:29:59+08:00")))
        .isTrue();
    assertThat(noon.allows(ContactMeans.PHONE, Instant.parse("2026-11-28T13:30:00+08:00")))
        .isFalse();
    assertThat(noon.allows(ContactMeans.PHONE, Instant.parse("2026-11-28T11:59:59+08:00")))
        .isFalse();
  }

  /// Saturday is 6: a period past midnight belongs to the day on which it begins.
  @Test
  void goesPastMidnightWithTheDayOnWhichItBegan() {
    SafeTimes late = SafeTimes.parse("days=6;periods=22:00-02:00");
    assertThat(late.allows(ContactMeans.PHONE, Instant.parse("2026-11-28T23:00:00+08:00")))
        .isTrue();
    assertThat(late.allows(ContactMeans.PHONE, Instant.parse("2026-11-29T01:00:00+08:00")))
        .isTrue();
    assertThat(late.allows(ContactMeans.PHONE, Instant.parse("2026-11-28T01:00:00+08:00")))
        .isFalse();
    assertThat(late.allows(ContactMeans.PHONE, Instant.parse("2026-11-29T23:00:00+08:00")))
        .isFalse();
    assertThat(
            periods("20:00-24:00")
                .allows(ContactMeans.PHONE, Instant.parse("2026-11-28T23:59:00+08:00")))
        .isTrue();
  }

  @Test
  void keepsToTheMeansThatWereNamed() {
    SafeTimes byMessage = SafeTimes.parse("by=MESSAGE");
    Instant any = Instant.parse("2026-11-28T12:00:00+08:00");
    assertThat(byMessage.allows(ContactMeans.MESSAGE, any)).isTrue();
    assertThat(byMessage.allows(ContactMeans.PHONE, any)).isFalse();
    assertThat(SafeTimes.parse("days=1,2,3,4,5").allows(ContactMeans.PHONE, any))
        .as("a Saturday")
        .isFalse();
  }

  @Test
  void makesTheBestOfWhatAnybodyMayHaveWritten() {
    for (String garbage :
        List.of(
            "", "x", "days=", "days=8,1", "periods=9-10", "periods=25:00-26:00", "by=FAX", ";;")) {
      assertThat(SafeTimes.parse(garbage).unclear()).as(garbage).isTrue();
    }
    assertThat(SafeTimes.parse("days=8,1").days()).isEqualTo(Set.of(1));
    assertThat(SafeTimes.Period.of("24:00", "01:00")).isEmpty();
    assertThat(SafeTimes.Period.of("09:00", "09:00")).isEmpty();
    assertThat(SafeTimes.Period.of("9:00", "24:01")).isEmpty();
    assertThat(SafeTimes.Period.of("9:00", "24:00").orElseThrow()).hasToString("09:00-24:00");
  }

  @Property(tries = 200)
  void readsWhatItWrites(
      @ForAll @IntRange(min = 1, max = 7) int day,
      @ForAll @IntRange(min = 0, max = 1439) int from,
      @ForAll @IntRange(min = 0, max = 1440) int to,
      @ForAll boolean message) {
    SafeTimes safe =
        new SafeTimes(
            Set.of(day),
            from == to ? List.of() : List.of(new SafeTimes.Period(from, to)),
            Set.of(ContactMeans.PHONE),
            message,
            false);
    assertThat(SafeTimes.parse(safe.text())).isEqualTo(safe);
  }
}
