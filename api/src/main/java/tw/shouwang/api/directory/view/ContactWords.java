package tw.shouwang.api.directory.view;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.EntryContact;
import tw.shouwang.api.directory.entries.Hours;
import tw.shouwang.api.directory.entries.HoursFrom;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LocalizedText;

/// Describes how to reach an entry, one line per contact: what to dial or open, for whom and when
/// if that differs from the entry, and what a caller needs to know.
@Singleton
public class ContactWords {

  private final DirectoryWords words;
  private final HoursWords hoursWords;

  ContactWords(DirectoryWords words, HoursWords hoursWords) {
    this.words = words;
    this.hoursWords = hoursWords;
  }

  List<String> lines(Resource resource, Language language) {
    return resource.contacts().stream()
        .flatMap(contact -> lines(contact, resource.entry(), language).stream())
        .toList();
  }

  /// The entry's hours in one line, and notes on them in the next.
  List<String> hours(Hours hours, Language language) {
    List<String> lines = new ArrayList<>();
    lines.add(hoursLine(hours, language));
    note(text(hours.note(), language), language).ifPresent(lines::add);
    return lines;
  }

  /// A sentence with what a caller needs to know about one contact besides its number; empty for
  /// most contacts.
  public String about(Entry entry, EntryContact contact, Language language) {
    String details =
        Stream.of(
                who(entry, contact, language),
                keepsOtherHours(entry, contact)
                    ? hoursWords.inWords(contact.hours(), language)
                    : "")
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(words.text(language, "card.detailSeparator")));
    String note = text(contact.note(), language);
    return details.isEmpty() || note.isEmpty()
        ? details + note
        : words.text(language, "card.about", Map.of("details", details, "note", note));
  }

  /// The contact, with the people it is for in brackets; then, each on its own line, its hours if
  /// they differ from the entry's, and its note, which may contain brackets itself.
  private List<String> lines(Contact contact, Entry entry, Language language) {
    String target = contact.dial() == null ? contact.url() : contact.dial();
    String note = text(contact.data().note(), language);
    if (target == null && note.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        target == null
            ? named(contact, note, language)
            : qualified(contact, entry, reach(contact, target, language), language));
    if (keepsOtherHours(entry, contact.data())) {
      note(hoursLine(contact.data().hours(), language), language).ifPresent(lines::add);
    }
    if (target != null) {
      note(note, language).ifPresent(lines::add);
    }
    return lines;
  }

  private static String text(@Nullable LocalizedText text, Language language) {
    return text == null ? "" : text.text(language);
  }

  private String hoursLine(Hours hours, Language language) {
    return words.text(language, "card.hours", Map.of("hours", hoursWords.inWords(hours, language)));
  }

  private Optional<String> note(String note, Language language) {
    return note.isEmpty()
        ? Optional.empty()
        : Optional.of(words.text(language, "card.note", Map.of("note", note)));
  }

  private String reach(Contact contact, String target, Language language) {
    return switch (contact.kind()) {
      case VOICE -> words.text(language, "card.number", Map.of("dial", target));
      case SMS -> words.text(language, "card.sms", Map.of("dial", target));
      case CHAT, LINE, VIDEO, APP, CALLBACK, WEB_FORM, WEB, EMAIL, FAX, KEYPAD, WALK_IN ->
          named(contact, target, language);
    };
  }

  private String named(Contact contact, String target, Language language) {
    String kind = words.text(language, "kind." + contact.kind());
    return words.text(language, "card.contact", Map.of("kind", kind, "target", target));
  }

  private String qualified(Contact contact, Entry entry, String line, Language language) {
    boolean free =
        contact.kind() == ContactKind.VOICE && Boolean.TRUE.equals(contact.freeOfCharge());
    String details =
        Stream.of(
                who(entry, contact.data(), language), free ? words.text(language, "card.free") : "")
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(words.text(language, "card.detailSeparator")));
    return details.isEmpty()
        ? line
        : words.text(language, "card.details", Map.of("line", line, "details", details));
  }

  /// Whether its hours must be given, because the entry or another contact of the same number has
  /// others.
  private static boolean keepsOtherHours(Entry entry, EntryContact contact) {
    boolean other =
        contact.hoursFrom() != HoursFrom.ENTRY
            && (contact.hours().known() || entry.hours().known());
    return other || twins(entry, contact).count() > 1;
  }

  /// All contacts of the same kind and number, itself included; empty if it has no number.
  private static Stream<EntryContact> twins(Entry entry, EntryContact contact) {
    String dial = contact.dial();
    return dial == null
        ? Stream.empty()
        : entry.contacts().stream()
            .filter(other -> other.kind() == contact.kind() && dial.equals(other.dial()));
  }

  /// The areas or languages that a contact is limited to. Of two contacts with one number, the one
  /// without areas is for people outside the areas of the other.
  private String who(Entry entry, EntryContact contact, Language language) {
    if (!contact.coverage().isEmpty()) {
      return areas(contact.coverage(), language);
    }
    if (!contact.languages().equals(entry.languages())) {
      return contact.languages().stream()
          .map(tag -> words.languageName(tag, language))
          .collect(Collectors.joining(words.text(language, "card.languageSeparator")));
    }
    List<Area> elsewhere =
        twins(entry, contact).flatMap(twin -> twin.coverage().stream()).distinct().toList();
    return elsewhere.isEmpty()
        ? ""
        : words.text(language, "card.outside", Map.of("areas", areas(elsewhere, language)));
  }

  private String areas(List<Area> areas, Language language) {
    return areas.stream()
        .map(area -> area.name().text(language))
        .collect(Collectors.joining(words.text(language, "card.languageSeparator")));
  }
}
