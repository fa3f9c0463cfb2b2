package tw.shouwang.i18n;

import com.ibm.icu.text.DateTimePatternGenerator;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import java.util.Date;
import java.util.EnumMap;
import java.util.Map;

/// A time of day in a language's form by CLDR: 08:30, 8:30 or 08.30. It is the form that the
/// skeleton `::Hm` gives in a message, so that a text never mixes two forms.
public final class ClockTimes {

  private static final int MINUTES_OF_DAY = 1440;
  private static final long MILLIS_OF_MINUTE = 60_000;

  private static final Map<Language, String> PATTERNS = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      PATTERNS.put(
          language, DateTimePatternGenerator.getInstance(language.locale()).getBestPattern("Hm"));
    }
  }

  private ClockTimes() {}

  /// @param minute of the day, 0 to 1440; the last is written as 24 o'clock, the end of a day
  /// @throws IllegalArgumentException for a minute outside the day
  public static String text(int minute, Language language) {
    if (minute < 0 || minute > MINUTES_OF_DAY) {
      throw new IllegalArgumentException("a day has 1440 minutes");
    }
    String pattern = PATTERNS.getOrDefault(language, "HH:mm");
    // "k" counts the hours from 1 to 24, "H" from 0 to 23.
    String form = minute == MINUTES_OF_DAY ? pattern.replace('H', 'k') : pattern;
    SimpleDateFormat format = new SimpleDateFormat(form, language.locale());
    format.setTimeZone(TimeZone.GMT_ZONE);
    return format.format(new Date(minute * MILLIS_OF_MINUTE));
  }
}
