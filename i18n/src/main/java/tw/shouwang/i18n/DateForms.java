package tw.shouwang.i18n;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.TimeZone;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a language writes days and times in messages, for programs on devices, whose own forms are
/// those of another version of CLDR.
///
/// @param patterns for each skeleton, the fields `y`, `MMM`, `M`, `d`, `EEE`, `HH`, `H` and `mm`
///   between other characters, which stand for themselves
/// @param months short names, January first, for `MMM`
/// @param weekdays short names, Monday first, for `EEE`
/// @param yearOffset what is added to a Gregorian year: 543 in Thai, else 0
public record DateForms(
    Map<String, String> patterns, List<String> months, List<String> weekdays, int yearOffset) {

  private static final List<String> SKELETONS = List.of("Hm", "MMMdEHm", "yMMMd");
  private static final String FIELDS = "y|MMM|M|d|EEE|HH|H|mm";

  public DateForms {
    patterns = Map.copyOf(patterns);
    months = List.copyOf(months);
    weekdays = List.copyOf(weekdays);
  }

  /// @throws IllegalStateException if the language writes a field that is not listed above
  public static DateForms of(Language language) {
    Map<String, String> patterns =
        SKELETONS.stream()
            .collect(Collectors.toMap(any -> any, each -> format(each, language).toPattern()));
    for (String pattern : patterns.values()) {
      if (pattern.replaceAll(FIELDS, "").matches(".*[A-Za-z'].*")) {
        throw new IllegalStateException("a date has a field that devices cannot write");
      }
    }
    SimpleDateFormat format = format(SKELETONS.getLast(), language);
    DateFormatSymbols symbols = format.getDateFormatSymbols();
    String[] weekdays = symbols.getShortWeekdays();
    return new DateForms(
        patterns,
        Arrays.asList(symbols.getShortMonths()),
        Stream.of(
                Calendar.MONDAY,
                Calendar.TUESDAY,
                Calendar.WEDNESDAY,
                Calendar.THURSDAY,
                Calendar.FRIDAY,
                Calendar.SATURDAY,
                Calendar.SUNDAY)
            .map(day -> weekdays[day])
            .toList(),
        yearOffset(format.getCalendar()));
  }

  private static SimpleDateFormat format(String skeleton, Language language) {
    MessageFormat message = new MessageFormat("{at, date, ::" + skeleton + "}", language.locale());
    return (SimpleDateFormat) message.getFormats()[0];
  }

  private static int yearOffset(Calendar calendar) {
    Calendar own = (Calendar) calendar.clone();
    own.setTimeZone(TimeZone.GMT_ZONE);
    own.setTimeInMillis(0);
    Calendar gregorian = new GregorianCalendar(TimeZone.GMT_ZONE);
    gregorian.setTimeInMillis(0);
    return own.get(Calendar.YEAR) - gregorian.get(Calendar.YEAR);
  }
}
