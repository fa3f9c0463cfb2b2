package tw.shouwang.api.directory.published;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.Network;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.directory.view.DirectoryWords;
import tw.shouwang.api.directory.view.LanguageHelp;
import tw.shouwang.i18n.DateForms;
import tw.shouwang.i18n.DraftNotice;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// The words of one language in the bundle, so that a device writes what the service writes.
///
/// @param languages names of spoken languages, by the tags that entries have
/// @param interpreter what a reader of this language says to get an interpreter
/// @param draftNotice says that no native speaker has checked the texts; null where one has
/// @param messages patterns with arguments such as `{dial}` and `{at, date, ::Hm}`, by the key
@Serdeable
record BundleWords(
    Map<String, String> kinds,
    Map<String, String> networks,
    Map<String, String> topics,
    Map<String, String> contactKinds,
    Map<String, String> languages,
    String interpreter,
    @Nullable String draftNotice,
    Map<String, String> messages,
    Dates dates) {

  /// [DateForms] in JSON.
  @Serdeable
  record Dates(
      Map<String, String> patterns, List<String> months, List<String> weekdays, int yearOffset) {}

  /// Makes the words of all languages.
  @Singleton
  static final class Writer {

    private static final List<String> WRITTEN = List.of("reason.", "when.", "hours.", "card.");

    private final Messages names = Messages.of("names");
    private final Messages texts = Messages.of("directory");
    private final DirectoryWords words;
    private final LanguageHelp help;

    Writer(DirectoryWords words, LanguageHelp help) {
      this.words = words;
      this.help = help;
    }

    /// The words by language tag, in the order of [Language].
    Map<String, BundleWords> words(DirectoryDocument directory) {
      Set<String> spoken = spoken(directory);
      Map<String, BundleWords> all = new LinkedHashMap<>();
      for (Language language : Language.values()) {
        all.put(language.tag(), words(language, spoken));
      }
      return all;
    }

    private BundleWords words(Language language, Set<String> spoken) {
      Set<String> keys =
          texts.keys(Language.ZH_TW).stream()
              .filter(key -> WRITTEN.stream().anyMatch(key::startsWith))
              .collect(Collectors.toCollection(TreeSet::new));
      DateForms forms = DateForms.of(language);
      return new BundleWords(
          named(ResourceKind.values(), kind -> names.text(language, "kind." + kind)),
          named(Network.values(), network -> names.text(language, "network." + network)),
          named(Topic.values(), topic -> names.text(language, "topic." + topic)),
          named(ContactKind.values(), kind -> texts.text(language, "kind." + kind)),
          named(spoken.toArray(String[]::new), tag -> words.languageName(tag, language)),
          help.interpreted(language.tag(), language),
          DraftNotice.of(language).orElse(null),
          named(keys.toArray(String[]::new), key -> texts.pattern(language, key)),
          new Dates(
              new TreeMap<>(forms.patterns()),
              forms.months(),
              forms.weekdays(),
              forms.yearOffset()));
    }

    private static <T> Map<String, String> named(T[] values, Function<T, String> name) {
      Map<String, String> all = new LinkedHashMap<>();
      Arrays.stream(values).forEach(value -> all.put(value.toString(), name.apply(value)));
      return all;
    }

    /// The languages that somebody answers in, and those of our texts.
    private static Set<String> spoken(DirectoryDocument directory) {
      return Stream.concat(
              Arrays.stream(Language.values()).map(Language::tag),
              DirectoryDocument.orEmpty(directory.entries()).stream()
                  .flatMap(entry ->
                      Stream.concat(
                          DirectoryDocument.orEmpty(entry.languages()).stream(),
                          DirectoryDocument.orEmpty(entry.contacts()).stream()
                              .flatMap(contact ->
                                  DirectoryDocument.orEmpty(contact.languages()).stream()))))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
