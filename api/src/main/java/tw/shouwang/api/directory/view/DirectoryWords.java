package tw.shouwang.api.directory.view;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.LocalMinutes;
import tw.shouwang.api.directory.hours.Availability;
import tw.shouwang.api.directory.hours.AvailabilityState;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;
import tw.shouwang.i18n.SpokenLanguages;

/// The texts for the reason of a state, and for an instant relative to another.
@Singleton
public class DirectoryWords {

  private final Messages messages = Messages.of("directory");
  private final SpokenLanguages spoken = new SpokenLanguages(Messages.of("names"));

  public String text(Language language, String key, Map<String, ?> arguments) {
    return messages.text(language, key, arguments);
  }

  public String text(Language language, String key) {
    return messages.text(language, key);
  }

  /// The reader's name for a spoken language, by its BCP 47 tag.
  public String languageName(String tag, Language language) {
    return spoken.name(tag, language);
  }

  /// Why a line is in its state, and until when. Names days and never says "today", because the
  /// sentence may be cached as long as the state holds.
  public String reason(Availability availability, Language language) {
    String key = "reason." + availability.cause().name();
    Instant change = availability.nextChangeAt();
    String reason;
    if (change == null || !messages.has(key + ".until")) {
      reason = text(language, key);
    } else {
      String form =
          availability.state() == AvailabilityState.OPEN || availability.opensNext()
              ? ".until"
              : ".perhaps";
      reason =
          text(language, key + form, Map.of("when", when(change, availability.at(), language)));
    }
    return availability.closureReason() == null
        ? reason
        : text(
            language,
            "reason.because",
            Map.of("reason", reason, "detail", availability.closureReason().text(language)));
  }

  /// The time of a state in words: always with the day, because a page may stay open for days.
  public String asOf(Instant instant, Language language) {
    return text(language, "asOf", Map.of("when", when(instant, null, language)));
  }

  /// A moment in local time, with its day if it differs from the reader's day.
  String when(Instant instant, @Nullable Instant reader, Language language) {
    boolean sameDay =
        reader != null
            && LocalMinutes.day(LocalMinutes.of(instant))
                == LocalMinutes.day(LocalMinutes.of(reader));
    return text(
        language, sameDay ? "when.sameDay" : "when.otherDay", Map.of("at", Date.from(instant)));
  }
}
