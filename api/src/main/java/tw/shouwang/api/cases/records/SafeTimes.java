package tw.shouwang.api.cases.records;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.foundation.TaiwanTime;

/// When and how a sender can be reached without danger, as they said. A part that they left out is
/// no condition.
///
/// @param days ISO weekdays, 1 for Monday to 7
/// @param by how they may be reached
/// @param message whether a message may be left with whoever answers; null if they did not say
/// @param unclear whether they said more than could be read
public record SafeTimes(
    Set<Integer> days,
    List<Period> periods,
    Set<ContactMeans> by,
    @Nullable Boolean message,
    boolean unclear) {

  /// The most periods: more than anybody needs, and few enough for the sealed field's length.
  public static final int MOST_PERIODS = 8;

  private static final int DAY = 24 * 60;
  private static final Pattern TIME = Pattern.compile("([01]?[0-9]|2[0-4]):([0-5][0-9])");

  public SafeTimes {
    days = Set.copyOf(days);
    periods = List.copyOf(periods);
    by = Set.copyOf(by);
  }

  /// A time of day in Taiwan, in minutes. One that ends before it begins goes on past midnight and
  /// belongs to the day on which it begins.
  public record Period(int from, int to) {

    public static Optional<Period> of(String from, String to) {
      int begin = minutes(from);
      int end = minutes(to);
      return begin < 0 || end < 0 || begin == DAY || begin == end
          ? Optional.empty()
          : Optional.of(new Period(begin, end));
    }

    public String begins() {
      return clock(from);
    }

    public String ends() {
      return clock(to);
    }

    private static int minutes(String time) {
      Matcher parts = TIME.matcher(time.strip());
      if (!parts.matches()) {
        return -1;
      }
      int minutes = Integer.parseInt(parts.group(1)) * 60 + Integer.parseInt(parts.group(2));
      return minutes > DAY ? -1 : minutes;
    }

    private static String clock(int minutes) {
      return "%02d:%02d".formatted(minutes / 60, minutes % 60);
    }

    @Override
    public String toString() {
      return begins() + "-" + ends();
    }
  }

  /// Whether the sender may be reached this way at this moment.
  public boolean allows(ContactMeans means, Instant at) {
    if (!by.isEmpty() && !by.contains(means)) {
      return false;
    }
    ZonedDateTime local = at.atZone(TaiwanTime.ZONE);
    int minute = local.getHour() * 60 + local.getMinute();
    int today = local.getDayOfWeek().getValue();
    int yesterday = local.minusDays(1).getDayOfWeek().getValue();
    if (periods.isEmpty()) {
      return isSafeDay(today);
    }
    return periods.stream()
        .anyMatch(period ->
            period.from < period.to
                ? isSafeDay(today) && minute >= period.from && minute < period.to
                : isSafeDay(today) && minute >= period.from
                    || isSafeDay(yesterday) && minute < period.to);
  }

  private boolean isSafeDay(int day) {
    return days.isEmpty() || days.contains(day);
  }

  /// The text that is sealed and hashed: the parts that there are, in this order and sorted, e.g.
  /// `days=1,2;periods=09:00-12:00,22:00-01:00;by=PHONE;message=false;unclear=true`.
  public String text() {
    List<String> parts = new ArrayList<>();
    part(parts, "days", days);
    part(parts, "periods", periods.stream().map(Period::toString).toList());
    part(parts, "by", by.stream().map(ContactMeans::name).toList());
    if (message != null) {
      parts.add("message=" + message);
    }
    if (unclear) {
      parts.add("unclear=true");
    }
    return String.join(";", parts);
  }

  private static void part(List<String> parts, String name, Collection<?> values) {
    if (!values.isEmpty()) {
      parts.add(
          name
              + "="
              + values.stream()
                  .map(Object::toString)
                  .distinct()
                  .sorted()
                  .collect(Collectors.joining(",")));
    }
  }

  /// Reads a sealed text. Anybody may have written it, so a part that cannot be read makes it
  /// unclear.
  public static SafeTimes parse(String text) {
    Set<Integer> days = new TreeSet<>();
    List<Period> periods = new ArrayList<>();
    Set<ContactMeans> by = EnumSet.noneOf(ContactMeans.class);
    @Nullable Boolean message = null;
    boolean unclear = false;
    for (String part : text.split(";", -1)) {
      int equals = part.indexOf('=');
      String value = part.substring(equals + 1);
      List<String> values = Arrays.asList(value.split(",", -1));
      switch (equals < 0 ? "" : part.substring(0, equals)) {
        case "days" -> {
          List<Integer> found =
              values.stream().map(SafeTimes::day).flatMap(Optional::stream).toList();
          days.addAll(found);
          unclear |= found.size() < values.size();
        }
        case "periods" -> {
          List<Period> found =
              values.stream().map(SafeTimes::period).flatMap(Optional::stream).toList();
          periods.addAll(found);
          unclear |= found.size() < values.size();
        }
        case "by" -> {
          List<ContactMeans> found =
              values.stream().map(SafeTimes::means).flatMap(Optional::stream).toList();
          by.addAll(found);
          unclear |= found.size() < values.size();
        }
        case "message" -> message = value.equals("true");
        default -> unclear = true;
      }
    }
    return new SafeTimes(days, periods, by, message, unclear);
  }

  private static Optional<Integer> day(String text) {
    return text.length() == 1 && text.charAt(0) >= '1' && text.charAt(0) <= '7'
        ? Optional.of(text.charAt(0) - '0')
        : Optional.empty();
  }

  private static Optional<Period> period(String text) {
    int dash = text.indexOf('-');
    return dash < 0
        ? Optional.empty()
        : Period.of(text.substring(0, dash), text.substring(dash + 1));
  }

  private static Optional<ContactMeans> means(String text) {
    return Arrays.stream(ContactMeans.values())
        .filter(each -> each.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  @Override
  public String toString() {
    return "SafeTimes[redacted]";
  }
}
