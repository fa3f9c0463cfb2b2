package tw.shouwang.api.directory.view;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.EntryContact;
import tw.shouwang.api.directory.entries.Hours;
import tw.shouwang.api.directory.entries.HoursFrom;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LocalizedText;

/// Says how an entry is reached, one line for each way: what to dial or open, for whom and when,
/// where that is not the same for all of the entry, and what a caller needs to know.
@Singleton
public class ContactWords {

  private final DirectoryWords words;
  private final HoursWords hoursWords;

  ContactWords(DirectoryWords words, HoursWords hoursWords) {
    this.words = words;
    this.hoursWords = hoursWords;
  }

  List<String> lines(Resource resource, Language language) {
    List<String> lines = new ArrayList<>();
    for (Contact contact : resource.contacts()) {
      line(contact, resource, language).ifPresent(lines::add);
    }
    return lines;
  }

  /// The entry's hours in a line, with what has to be known of them.
  String hours(Hours hours, Language language) {
    String line =
        words.text(language, "card.hours", Map.of("hours", hoursWords.inWords(hours, language)));
    return hours.note() == null ? line : detailed(line, hours.note().text(language), language);
  }

  /// What has to be known of one contact beside its number, in a sentence; nothing for most.
  public String about(Entry entry, EntryContact contact, Language language) {
    String details = details(entry, contact, language);
    String note = text(contact.note(), language);
    return details.isEmpty() || note.isEmpty() ? details + note : detailed(note, details, language);
  }

  private Optional<String> line(Contact contact, Resource resource, Language language) {
    String target = contact.dial() == null ? contact.url() : contact.dial();
    String note = contact.data().note() == null ? "" : contact.data().note().text(language);
    if (target == null && note.isEmpty()) {
      return Optional.empty();
    }
    String line =
        target == null ? named(contact, note, language) : reach(contact, target, language);
    String details = details(resource.entry(), contact.data(), language);
    if (!details.isEmpty()) {
      line = detailed(line, details, language);
    }
    return Optional.of(target == null || note.isEmpty() ? line : line + " " + note);
  }

  private static String text(@Nullable LocalizedText text, Language language) {
    return text == null ? "" : text.text(language);
  }

  private String reach(Contact contact, String target, Language language) {
    if (contact.kind() == ContactKind.VOICE) {
      boolean free = Boolean.TRUE.equals(contact.freeOfCharge());
      return words.text(language, free ? "card.numberFree" : "card.number", Map.of("dial", target));
    }
    return contact.kind() == ContactKind.SMS
        ? words.text(language, "card.sms", Map.of("dial", target))
        : named(contact, target, language);
  }

  private String named(Contact contact, String target, Language language) {
    String kind = words.text(language, "kind." + contact.kind());
    return words.text(language, "card.contact", Map.of("kind", kind, "target", target));
  }

  private String detailed(String line, String details, Language language) {
    return words.text(language, "card.details", Map.of("line", line, "details", details));
  }

  /// For whom a contact is and when, where another of the same number is for others or at other
  /// times; and that its hours are not known, where the entry's are.
  private String details(Entry entry, EntryContact contact, Language language) {
    String who = who(entry, contact, language);
    boolean oneOfSeveral =
        contact.dial() != null
            && entry.contacts().stream()
                    .filter(other ->
                        other.kind() == contact.kind() && contact.dial().equals(other.dial()))
                    .count()
                > 1;
    boolean otherHours =
        contact.hoursFrom() != HoursFrom.ENTRY
            && (contact.hours().known() || entry.hours().known());
    if (!oneOfSeveral && !otherHours) {
      return who;
    }
    String hours = hoursWords.inWords(contact.hours(), language);
    return who.isEmpty()
        ? hours
        : words.text(language, "card.detail", Map.of("who", who, "hours", hours));
  }

  /// The areas or the languages that a contact is only for.
  private String who(Entry entry, EntryContact contact, Language language) {
    String separator = words.text(language, "card.languageSeparator");
    if (!contact.coverage().isEmpty()) {
      return contact.coverage().stream()
          .map(area -> area.name().text(language))
          .collect(Collectors.joining(separator));
    }
    return contact.languages().equals(entry.languages())
        ? ""
        : contact.languages().stream()
            .map(tag -> ShareText.languageName(tag, language))
            .collect(Collectors.joining(separator));
  }
}
