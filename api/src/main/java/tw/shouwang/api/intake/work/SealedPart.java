package tw.shouwang.api.intake.work;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.OpenedCase;
import tw.shouwang.i18n.Language;

/// A sender's words, opened for one worker. In memory for one operation only; `toString` hides
/// them.
record SealedPart(OpenedCase opened) {

  private static final String MISSING = "";

  String words() {
    return form().getOrDefault("words", MISSING);
  }

  @Nullable String place() {
    return form().get("place");
  }

  @Nullable String person() {
    return form().get("person");
  }

  @Nullable Instant observedAt() {
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
    return form().get("contact");
  }

  @Nullable String contactKind() {
    return form().get("contactKind");
  }

  @Nullable String safeToContact() {
    return form().get("safeToContact");
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

  /// The newest messages, at most this many, oldest first.
  List<Message> messages(int last) {
    List<OpenedCase.OpenedEntry> all = opened.entries();
    return all.subList(Math.max(0, all.size() - last), all.size()).stream()
        .map(entry ->
            new Message(
                entry.id(),
                entry.fromStaff(),
                entry.on(),
                entry.fields().getOrDefault("words", MISSING)))
        .toList();
  }

  private Map<String, String> form() {
    return opened.form();
  }

  record Message(UUID id, boolean fromStaff, LocalDate on, String words) {

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
