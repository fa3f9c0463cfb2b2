package tw.shouwang.api.directory.view;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.snapshot.IndexedEntry;
import tw.shouwang.i18n.Language;

/// A plain-text card that a volunteer can pass on: name, number as dialled, hours, whether it is
/// open and until when, languages, and the date of the data.
@Singleton
public class ShareText {

  private final DirectoryWords words;
  private final ContactWords contacts;
  private final LanguageHelp languageHelp;

  ShareText(DirectoryWords words, ContactWords contacts, LanguageHelp languageHelp) {
    this.words = words;
    this.contacts = contacts;
    this.languageHelp = languageHelp;
  }

  public String card(Resource resource, Instant at, Language language) {
    Entry entry = resource.entry();
    List<String> lines = new ArrayList<>();
    lines.add(entry.name().text(language));
    switch (entry.statusAt(at)) {
      case ACTIVE -> help(resource, at, language, lines);
      case TEMPORARILY_CLOSED -> {
        lines.add(words.text(language, "card.closed"));
        help(resource, at, language, lines);
      }
      case DO_NOT_REFER -> lines.add(words.text(language, "card.doNotRefer"));
      case SUPERSEDED -> successor(resource, language, lines);
    }
    lines.add(
        words.text(
            language,
            "card.asOf",
            Map.of(
                "date",
                entry.asOf(),
                "freshness",
                words.text(language, "card.freshness." + entry.freshnessAt(at)))));
    lines.add(words.text(language, "card.emergency"));
    return String.join("\n", lines);
  }

  /// A replaced entry shows no number but its replacement's.
  private void successor(Resource resource, Language language, List<String> lines) {
    Resource successor = resource.supersededBy();
    if (successor == null) {
      lines.add(words.text(language, "card.doNotRefer"));
      return;
    }
    lines.add(
        words.text(
            language, "card.superseded", Map.of("name", successor.entry().name().text(language))));
    lines.addAll(contacts.lines(successor, language));
  }

  private void help(Resource resource, Instant at, Language language, List<String> lines) {
    Entry entry = resource.entry();
    if (entry.purpose() != null) {
      lines.add(entry.purpose().text(language));
    }
    lines.addAll(contacts.lines(resource, language));
    via(resource, language).ifPresent(lines::add);
    lines.addAll(contacts.hours(entry.hours(), language));
    lines.add(
        words.text(
            language,
            "card.now",
            Map.of(
                "at",
                words.when(at, null, language),
                "state",
                words.reason(resource.availability(at, reader(language)), language))));
    lines.add(
        words.text(language, "card.languages", Map.of("languages", languages(entry, language))));
    if (languageHelp.interprets(resource, language.tag())) {
      languageHelp.how(resource, language.tag(), language).ifPresent(lines::add);
    }
    lines.add(words.text(language, "card.where", Map.of("areas", areas(entry, language))));
  }

  private java.util.Optional<String> via(Resource resource, Language language) {
    Resource via = resource.contactVia();
    return via == null
        ? java.util.Optional.empty()
        : via.contacts().stream()
            .flatMap(contact -> java.util.Optional.ofNullable(contact.dial()).stream())
            .findFirst()
            .map(dial ->
                words.text(
                    language,
                    "card.via",
                    Map.of("name", via.entry().name().text(language), "dial", dial)));
  }

  private static String reader(Language language) {
    return IndexedEntry.primary(language.tag());
  }

  private String languages(Entry entry, Language language) {
    return entry.languages().stream()
        .map(tag -> {
          String name = words.languageName(tag, language);
          return entry.interpreterLanguages().contains(tag)
              ? words.text(language, "card.interpreted", Map.of("language", name))
              : name;
        })
        .collect(Collectors.joining(words.text(language, "card.languageSeparator")));
  }

  private String areas(Entry entry, Language language) {
    if (entry.nationwide()) {
      return words.text(language, "card.nationwide");
    }
    return entry.coverage().stream()
        .map(covered -> covered.area().name().text(language))
        .collect(Collectors.joining(words.text(language, "card.languageSeparator")));
  }
}
