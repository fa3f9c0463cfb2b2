package tw.shouwang.notifications;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// The Retry-After header in both of its forms, seconds and date (RFC 9110, 10.2.3).
public final class RetryAfter {

  // A longer wait is not obeyed: the push would be given up without another try.
  private static final Duration LONGEST = Duration.ofHours(1);

  private RetryAfter() {}

  /// Empty for an unreadable value. Never negative.
  public static Optional<Duration> parse(String header, Instant now) {
    String text = header.strip();
    return seconds(text).or(() -> date(text, now)).map(RetryAfter::bounded);
  }

  private static Optional<Duration> seconds(String text) {
    boolean digits =
        !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(RetryAfter::isDigit);
    return digits ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private static Optional<Duration> date(String text, Instant now) {
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, then));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration asked) {
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }
}
