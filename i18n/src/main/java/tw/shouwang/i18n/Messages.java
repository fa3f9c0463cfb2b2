package tw.shouwang.i18n;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The messages of one slice: `messages/<slice>_<language>.properties`, UTF-8, ICU MessageFormat
/// with named arguments.
///
/// Every pattern is parsed when the slice is loaded, so a broken pattern stops the boot. A message
/// falls back to English, then to Traditional Chinese, if its language lacks it or an argument is
/// missing; the log then gets the key and no argument. A key that no language has is a programming
/// error and throws. Safe for use by many threads; independent of the machine's locale and time
/// zone.
public final class Messages {

  private static final Logger LOG = LoggerFactory.getLogger(Messages.class);

  /// The fallbacks of each language: itself, then English, then Traditional Chinese.
  private static final List<List<Language>> ORDERS =
      Stream.of(Language.values())
          .map(asked -> Stream.of(asked, Language.EN, Language.ZH_TW).distinct().toList())
          .toList();

  // Set once for the whole process at boot, before anything is served.
  private static volatile CrisisDrafts crisisDrafts = CrisisDrafts.PLAIN;

  /// The slices that this process has loaded; [#reviewed] looks through them.
  private static final Set<Messages> LOADED = ConcurrentHashMap.newKeySet();

  private final String slice;
  private final Map<Language, Map<String, Message>> messages;
  private final MessageTags tags;
  private final Map<Language, Reviews> reviews;
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  private Messages(
      String slice,
      Map<Language, Map<String, Message>> messages,
      MessageTags tags,
      Map<Language, Reviews> reviews) {
    this.slice = slice;
    this.messages = messages;
    this.tags = tags;
    this.reviews = reviews;
  }

  /// Loads the messages of a slice.
  ///
  /// @throws IllegalStateException when the master file is missing or a pattern does not parse
  public static Messages of(String slice) {
    Map<Language, Reviews> reviews = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      reviews.put(language, Reviews.of(language));
    }
    Messages loaded = of(slice, reviews);
    LOADED.add(loaded);
    return loaded;
  }

  static Messages of(String slice, Map<Language, Reviews> reviews) {
    Map<Language, Map<String, Message>> messages = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      messages.put(language, load(slice, language));
    }
    if (messages.getOrDefault(Language.ZH_TW, Map.of()).isEmpty()) {
      throw new IllegalStateException("no Traditional Chinese messages for " + slice);
    }
    return new Messages(slice, messages, MessageTags.of(slice), Map.copyOf(reviews));
  }

  /// Sets for the whole process how drafts of crisis messages are served.
  public static void serve(CrisisDrafts rule) {
    crisisDrafts = rule;
  }

  /// Whether native speakers have confirmed all messages of this language that people in danger may
  /// read, among the slices that this process serves. True for the master.
  public static boolean reviewed(Language language) {
    return language == Language.ZH_TW
        || LOADED.stream()
            .noneMatch(messages ->
                messages.keys(language).stream()
                    .anyMatch(key -> messages.isCrisisDraft(language, key)));
  }

  public String text(Language language, String key) {
    return text(language, key, Map.of());
  }

  public String text(Language language, String key, Map<String, ?> arguments) {
    return in(language, key, arguments).text();
  }

  /// The text, and the language that it is written in. A crisis draft that is followed by the
  /// Chinese and English lines counts as in the language asked for.
  public LocalizedText.InLanguage in(Language language, String key, Map<String, ?> arguments) {
    LocalizedText.InLanguage found = best(language, key, arguments);
    if (crisisDrafts == CrisisDrafts.PLAIN || !isCrisisDraft(found.language(), key)) {
      return found;
    }
    String lines =
        withMasters(found.text(), found.language(), key, each -> each.fillWhatIsThere(arguments));
    return new LocalizedText.InLanguage(lines, found.language());
  }

  /// The pattern that [#text] fills, for a program that fills it without ICU: of the language asked
  /// for or its first fallback, followed by the Chinese and English ones where the text is.
  public String pattern(Language asked, String key) {
    Language written =
        order(asked).stream()
            .filter(language -> lookUp(language, key) != null)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no message " + slice + "." + key));
    String own = message(written, key).pattern();
    return crisisDrafts == CrisisDrafts.PLAIN || !isCrisisDraft(written, key)
        ? own
        : withMasters(own, written, key, Message::pattern);
  }

  private String withMasters(
      String own, Language written, String key, Function<Message, String> text) {
    return Stream.concat(
            Stream.of(own),
            Stream.of(Language.ZH_TW, Language.EN)
                .filter(other -> other != written && lookUp(other, key) != null)
                .map(other -> text.apply(message(other, key))))
        .collect(Collectors.joining("\n"));
  }

  /// Whether any language has the key.
  public boolean has(String key) {
    return messages.values().stream().anyMatch(byKey -> byKey.containsKey(key));
  }

  /// The keys that this language itself has, without fallbacks.
  public Set<String> keys(Language language) {
    return Set.copyOf(messages.getOrDefault(language, Map.of()).keySet());
  }

  /// The review state of the message in this language, if the language has the message.
  public ReviewState state(Language language, String key) {
    if (language == Language.ZH_TW) {
      return ReviewState.MASTER;
    }
    Message master = lookUp(Language.ZH_TW, key);
    Reviews review = reviews.get(language);
    return master != null
            && review != null
            && review.confirms(slice, key, master.pattern(), message(language, key).pattern())
        ? ReviewState.REVIEWED
        : ReviewState.DRAFT;
  }

  public Set<MessageTag> tags(String key) {
    return tags.on(key);
  }

  Message message(Language language, String key) {
    Message message = lookUp(language, key);
    if (message == null) {
      throw new IllegalArgumentException("no message " + slice + "." + key);
    }
    return message;
  }

  private boolean isCrisisDraft(Language language, String key) {
    return tags(key).contains(MessageTag.CRISIS) && state(language, key) == ReviewState.DRAFT;
  }

  /// The first text, among the language asked for and its fallbacks, whose arguments are all given;
  /// if there is none, the first text that exists.
  private LocalizedText.InLanguage best(Language asked, String key, Map<String, ?> arguments) {
    Language written = null;
    for (Language language : order(asked)) {
      Message message = lookUp(language, key);
      if (message == null) {
        continue;
      }
      String text = message.fill(arguments);
      if (text != null) {
        return new LocalizedText.InLanguage(text, language);
      }
      if (reported.add(key)) {
        LOG.warn("message {}.{} was not given all it needs", slice, key);
      }
      written = written == null ? language : written;
    }
    if (written == null) {
      throw new IllegalArgumentException("no message " + slice + "." + key);
    }
    return new LocalizedText.InLanguage(message(written, key).fillWhatIsThere(arguments), written);
  }

  private static List<Language> order(Language asked) {
    return ORDERS.get(asked.ordinal());
  }

  private @Nullable Message lookUp(Language language, String key) {
    return messages.getOrDefault(language, Map.of()).get(key);
  }

  private static Map<String, Message> load(String slice, Language language) {
    String path = "/messages/" + slice + "_" + language.tag() + ".properties";
    Properties properties = PropertiesFile.read(path);
    Map<String, Message> byKey = new HashMap<>();
    for (String key : properties.stringPropertyNames()) {
      try {
        byKey.put(key, new Message(properties.getProperty(key), language));
      } catch (IllegalArgumentException e) {
        throw new IllegalStateException("message " + key + " in " + path + " does not parse", e);
      }
    }
    return byKey;
  }
}
