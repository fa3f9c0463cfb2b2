package tw.shouwang.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | PT0S",
        "90 | PT1M30S",
        " 7  | PT7S",
        "999999999 | PT1H",
        "Sun, 22 Nov 2026 04:00:30 GMT | PT30S",
        "Sun, 22 Nov 2026 03:00:00 GMT | PT0S",
        "Mon, 23 Nov 2026 04:00:00 GMT | PT1H",
      })
  void readsBothForms(String header, Duration expected) {
    assertThat(RetryAfter.parse(header, NOW)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1.5", "٣", "99999999999999999999"})
  void takesNothingFromWhatIsNeither(String header) {
    assertThat(RetryAfter.parse(header, NOW)).isEmpty();
  }

  @Test
  void printsNoSecrets() {
    assertThat(new DeviceToken("secret")).hasToString("DeviceToken[redacted]");
    assertThat(new AddressKey(new byte[32])).hasToString("AddressKey[redacted]");
  }
}
