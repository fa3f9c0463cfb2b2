package tw.shouwang.i18n;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.text.Format;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.shouwang.foundation.TaiwanTime;

/// One parsed message in one language. Safe for use by many threads. Dates are given as `Date`,
/// `Instant` or `LocalDate`.
///
/// Times are in Taipei's zone. In Traditional Chinese, a date with an era (a skeleton with `G`) is
/// written in years of the Republic (民國), as in official letters; every other Chinese date is
/// Gregorian. Other languages use their own CLDR calendar.
final class Message {

  private static final TimeZone TAIPEI = TimeZone.getTimeZone(TaiwanTime.ZONE.getId());
  private static final ULocale REPUBLIC = ULocale.forLanguageTag("zh-TW-u-ca-roc");

  /// What gives a pattern another meaning than its characters.
  private static final Pattern SYNTAX = Pattern.compile("['{}]");

  private final String pattern;
  private final Set<String> arguments;

  // One of both: most messages have no arguments, and parsed ones of all slices were four
  // megabytes.
  private final @Nullable String constant;
  private final @Nullable MessageFormat format;

  /// @throws IllegalArgumentException when the pattern does not parse
  Message(String pattern, Language language) {
    this.pattern = pattern;
    if (!SYNTAX.matcher(pattern).find()) {
      this.arguments = Set.of();
      this.constant = pattern;
      this.format = null;
      return;
    }
    MessageFormat parsed = new MessageFormat(pattern, language.locale());
    this.arguments = Set.copyOf(parsed.getArgumentNames());
    this.constant = arguments.isEmpty() ? parsed.format(new HashMap<>()) : null;
    this.format = arguments.isEmpty() ? null : withCalendars(parsed, language);
  }

  String pattern() {
    return pattern;
  }

  Set<String> arguments() {
    return arguments;
  }

  /// The text; null if an argument is missing or of the wrong kind.
  @Nullable String fill(Map<String, ?> given) {
    if (constant != null) {
      return constant;
    }
    return given.keySet().containsAll(arguments) ? format(new HashMap<>(given)) : null;
  }

  /// The text even if arguments are missing or of the wrong kind: a missing one leaves a gap, and
  /// one of the wrong kind is written as it is.
  String fillWhatIsThere(Map<String, ?> given) {
    if (constant != null) {
      return constant;
    }
    Map<String, Object> values = new HashMap<>(given);
    arguments.forEach(argument -> values.putIfAbsent(argument, ""));
    String text = format(values);
    return text != null ? text : withoutTypes(values);
  }

  private @Nullable String format(Map<String, Object> values) {
    values.replaceAll((argument, value) -> forIcu(value));
    try {
      return copy().format(values);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// ICU formats only java.util.Date; a LocalDate becomes that day in Taipei.
  private static Object forIcu(Object value) {
    return switch (value) {
      case LocalDate day ->
          Date.from(day.atTime(LocalTime.NOON).atZone(TaiwanTime.ZONE).toInstant());
      case Instant instant -> Date.from(instant);
      default -> value;
    };
  }

  private String withoutTypes(Map<String, Object> values) {
    MessageFormat plain = copy();
    for (String argument : arguments) {
      plain.setFormatByArgumentName(argument, null);
    }
    return plain.format(values);
  }

  /// ICU's MessageFormat is not thread-safe, so each use has a copy of the parsed one.
  private MessageFormat copy() {
    return (MessageFormat) Objects.requireNonNull(format).clone();
  }

  private static MessageFormat withCalendars(MessageFormat format, Language language) {
    Format[] parts = format.getFormats();
    for (int index = 0; index < parts.length; index++) {
      if (parts[index] instanceof DateFormat date) {
        DateFormat placed = language == Language.ZH_TW && namesEra(date) ? republic(date) : date;
        placed.setTimeZone(TAIPEI);
        format.setFormat(index, placed);
      }
    }
    return format;
  }

  private static boolean namesEra(DateFormat date) {
    return date instanceof SimpleDateFormat simple && simple.toPattern().contains("G");
  }

  /// The same form in the calendar of the Republic. (CLDR's own forms for that calendar use
  /// slashes, which official letters do not.)
  private static DateFormat republic(DateFormat date) {
    String pattern = ((SimpleDateFormat) date).toPattern().replace("G ", "G");
    return new SimpleDateFormat(pattern, REPUBLIC);
  }
}
