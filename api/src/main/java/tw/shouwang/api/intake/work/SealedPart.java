package tw.shouwang.api.intake.work;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.OpenedConversation;
import tw.shouwang.api.cases.envelope.Content;
import tw.shouwang.api.cases.records.ContactMeans;
import tw.shouwang.api.cases.records.SafeTimes;
import tw.shouwang.api.cases.sites.PosterState;
import tw.shouwang.i18n.Language;

/// A sender's words, opened for one worker. In memory for one operation only; `toString` hides
/// them.
///
/// @param latest the last moment at which the sender can have seen something: the receipt, plus
///   what rounding and a fast clock make of it
/// @param poster how the poster's code in the form fits it; null where it has none
record SealedPart(OpenedConversation opened, Instant latest, @Nullable PosterState poster) {

  private static final String MISSING = "";

  String words() {
    return VisibleText.of(form().getOrDefault("words", MISSING));
  }

  boolean readable() {
    return opened.form().readable();
  }

  List<String> differing() {
    return opened.form().differing();
  }

  @Nullable LocalDate sealedOn() {
    return opened.form().sealedOn();
  }

  @Nullable String place() {
    return text("place");
  }

  @Nullable String person() {
    return text("person");
  }

  /// Null where it is not known: not given, or later than can be.
  @Nullable Instant observedAt() {
    Instant said = saidObservedAt();
    return said == null || said.isAfter(latest) ? null : said;
  }

  /// Whether the sender gave a time that had not come; their clock may be wrong.
  boolean clockAhead() {
    Instant said = saidObservedAt();
    return said != null && said.isAfter(latest);
  }

  private @Nullable Instant saidObservedAt() {
    String text = form().get("observedAt");
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  @Nullable String kind() {
    return form().get("gatekeeperKind");
  }

  @Nullable String contact() {
    return text("contact");
  }

  @Nullable String contactKind() {
    return form().get("contactKind");
  }

  @Nullable String safeToContact() {
    return text("safeToContact");
  }

  @Nullable Safe safeTimes() {
    String text = form().get(Content.SAFE_TIMES);
    return text == null ? null : Safe.of(SafeTimes.parse(text));
  }

  /// The schema's type SafeTimes.
  record Safe(
      List<Integer> days,
      List<SafePeriod> periods,
      List<ContactMeans> by,
      @Nullable Boolean mayLeaveMessage,
      boolean unclear) {

    record SafePeriod(String from, String to) {}

    static Safe of(SafeTimes safe) {
      return new Safe(
          safe.days().stream().sorted().toList(),
          safe.periods().stream().map(each -> new SafePeriod(each.begins(), each.ends())).toList(),
          safe.by().stream().sorted().toList(),
          safe.message(),
          safe.unclear());
    }

    @Override
    public String toString() {
      return "Safe[redacted]";
    }
  }

  @Nullable String interpreter() {
    return form().get("interpreter");
  }

  Language language() {
    String tag = form().getOrDefault("language", MISSING);
    for (Language language : Language.values()) {
      if (language.tag().equals(tag)) {
        return language;
      }
    }
    return Language.ZH_TW;
  }

  /// The last messages before one of them, at most this many, oldest first.
  ///
  /// @param before a message's id; one that is not of this case has nothing before it
  List<Message> messages(int last, Optional<String> before) {
    return opened.page(last, before).stream()
        .map(entry ->
            new Message(
                entry.id(),
                entry.fromStaff(),
                entry.on(),
                VisibleText.of(entry.fields().getOrDefault("words", MISSING)),
                entry.readable(),
                entry.inOrder()))
        .toList();
  }

  private @Nullable String text(String field) {
    String said = form().get(field);
    return said == null ? null : VisibleText.of(said);
  }

  private Map<String, String> form() {
    return opened.form().fields();
  }

  /// @param words empty if the message cannot be opened
  record Message(
      UUID id, boolean fromStaff, LocalDate on, String words, boolean readable, boolean inOrder) {

    @Override
    public String toString() {
      return "Message[redacted]";
    }
  }

  @Override
  public String toString() {
    return "SealedPart[redacted]";
  }
}
