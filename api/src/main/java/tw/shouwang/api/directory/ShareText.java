package tw.shouwang.api.directory;

import com.ibm.icu.util.ULocale;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tw.shouwang.i18n.Language;

/// A plain-text card that a volunteer can hand over: name, number as dialled, hours in words,
/// whether it is open and until when, languages, and how old the data is.
@Singleton
class ShareText {

  private final DirectoryWords words;
  private final HoursWords hoursWords;
  private final LanguageHelp languageHelp;

  ShareText(DirectoryWords words, HoursWords hoursWords, LanguageHelp languageHelp) {
    this.words = words;
    this.hoursWords = hoursWords;
    this.languageHelp = languageHelp;
  }

  String card(Resource resource, Instant at, Language language) {
    Entry entry = resource.entry();
    List<String> lines = new ArrayList<>();
    lines.add(entry.name().text(language));
    if (entry.purpose() != null) {
      lines.add(entry.purpose().text(language));
    }
    status(resource, at, language).ifPresent(lines::add);
    for (Contact contact : resource.contacts()) {
      line(contact, language).ifPresent(lines::add);
    }
    Resource via = resource.contactVia();
    if (via != null) {
      via.contacts().stream()
          .flatMap(contact -> java.util.Optional.ofNullable(contact.dial()).stream())
          .findFirst()
          .ifPresent(dial ->
              lines.add(
                  words.text(
                      language,
                      "card.via",
                      Map.of("name", via.entry().name().text(language), "dial", dial))));
    }
    lines.add(
        words.text(
            language, "card.hours", Map.of("hours", hoursWords.inWords(entry.hours(), language))));
    lines.add(
        words.text(
            language,
            "card.now",
            Map.of(
                "at",
                words.when(at, null, language),
                "state",
                words.reason(resource.availability(at), language))));
    lines.add(
        words.text(language, "card.languages", Map.of("languages", languages(entry, language))));
    if (languageHelp.interprets(resource, language.tag())) {
      languageHelp.how(resource, language.tag(), language).ifPresent(lines::add);
    }
    lines.add(words.text(language, "card.where", Map.of("areas", areas(entry, language))));
    lines.add(
        words.text(
            language,
            "card.asOf",
            Map.of(
                "date",
                entry.asOf().toString(),
                "freshness",
                words.text(language, "card.freshness." + entry.freshnessAt(at)))));
    lines.add(words.text(language, "card.emergency"));
    return String.join("\n", lines);
  }

  private java.util.Optional<String> status(Resource resource, Instant at, Language language) {
    return switch (resource.entry().statusAt(at)) {
      case ACTIVE -> java.util.Optional.empty();
      case TEMPORARILY_CLOSED -> java.util.Optional.of(words.text(language, "card.closed"));
      case DO_NOT_REFER -> java.util.Optional.of(words.text(language, "card.doNotRefer"));
      case SUPERSEDED -> {
        Resource successor = resource.supersededBy();
        yield successor == null
            ? java.util.Optional.of(words.text(language, "card.doNotRefer"))
            : java.util.Optional.of(
                words.text(
                    language,
                    "card.superseded",
                    Map.of("name", successor.entry().name().text(language))));
      }
    };
  }

  private java.util.Optional<String> line(Contact contact, Language language) {
    String note = contact.data().note() == null ? "" : " " + contact.data().note().text(language);
    if (contact.kind() == ContactKind.VOICE && contact.dial() != null) {
      boolean free = Boolean.TRUE.equals(contact.freeOfCharge());
      return java.util.Optional.of(
          words.text(
                  language,
                  free ? "card.numberFree" : "card.number",
                  Map.of("dial", contact.dial()))
              + note);
    }
    if (contact.kind() == ContactKind.SMS && contact.dial() != null) {
      return java.util.Optional.of(
          words.text(language, "card.sms", Map.of("dial", contact.dial())) + note);
    }
    return contact.url() == null
        ? java.util.Optional.empty()
        : java.util.Optional.of(
            words.text(language, "card.link", Map.of("url", contact.url())) + note);
  }

  private String languages(Entry entry, Language language) {
    return entry.languages().stream()
        .map(tag -> {
          String name = languageName(tag, language);
          return entry.interpreterLanguages().contains(tag)
              ? words.text(language, "card.interpreted", Map.of("language", name))
              : name;
        })
        .collect(Collectors.joining(words.text(language, "card.languageSeparator")));
  }

  static String languageName(String tag, Language language) {
    return tag.equals("zh-TW")
        ? new ULocale("zh").getDisplayLanguage(language.locale())
        : ULocale.forLanguageTag(tag).getDisplayLanguage(language.locale());
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
