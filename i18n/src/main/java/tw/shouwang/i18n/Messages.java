package tw.shouwang.i18n;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.TimeZone;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The words for people of one slice: `messages/<slice>_<language>.properties`, UTF-8, ICU
/// MessageFormat with named arguments.
///
/// Every pattern is parsed when the slice is loaded, so a broken one stops the boot and not a
/// reader. A key that a language lacks is read in English, then in Traditional Chinese; a key that
/// no language has is a mistake in the program and throws. Safe for use by many threads; the
/// machine's locale and time zone never show through.
public final class Messages {

  private static final TimeZone TAIPEI = TimeZone.getTimeZone("Asia/Taipei");
  private static final List<Language> FALLBACKS = List.of(Language.EN, Language.ZH_TW);

  private final String slice;
  private final Map<Language, Map<String, MessageFormat>> formats;

  private Messages(String slice, Map<Language, Map<String, MessageFormat>> formats) {
    this.slice = slice;
    this.formats = formats;
  }

  /// Loads the messages of a slice.
  ///
  /// @throws IllegalStateException when the master file is missing or a pattern does not parse
  public static Messages of(String slice) {
    Map<Language, Map<String, MessageFormat>> formats = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      Map<String, MessageFormat> loaded = load(slice, language);
      if (!loaded.isEmpty()) {
        formats.put(language, loaded);
      }
    }
    if (!formats.containsKey(Language.ZH_TW)) {
      throw new IllegalStateException("no Traditional Chinese messages for " + slice);
    }
    return new Messages(slice, formats);
  }

  public String text(Language language, String key) {
    return text(language, key, Map.of());
  }

  public String text(Language language, String key, Map<String, ?> arguments) {
    // ICU's MessageFormat is not safe for use by several threads; the parsed one is only copied.
    MessageFormat format = (MessageFormat) find(language, key).clone();
    return format.format(new HashMap<>(arguments));
  }

  /// Whether any language has the key.
  public boolean has(String key) {
    return formats.values().stream().anyMatch(byKey -> byKey.containsKey(key));
  }

  /// The keys that are written in exactly this language.
  public Set<String> keys(Language language) {
    return Set.copyOf(formats.getOrDefault(language, Map.of()).keySet());
  }

  private MessageFormat find(Language language, String key) {
    MessageFormat exact = lookUp(language, key);
    if (exact != null) {
      return exact;
    }
    for (Language fallback : FALLBACKS) {
      MessageFormat format = lookUp(fallback, key);
      if (format != null) {
        return format;
      }
    }
    throw new IllegalArgumentException("no message " + slice + "." + key);
  }

  private @Nullable MessageFormat lookUp(Language language, String key) {
    Map<String, MessageFormat> byKey = formats.get(language);
    return byKey == null ? null : byKey.get(key);
  }

  private static Map<String, MessageFormat> load(String slice, Language language) {
    String path = "/messages/" + slice + "_" + language.tag() + ".properties";
    try (InputStream stream = Messages.class.getResourceAsStream(path)) {
      if (stream == null) {
        return Map.of();
      }
      Properties properties = new Properties();
      properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
      Map<String, MessageFormat> byKey = new HashMap<>();
      for (String key : properties.stringPropertyNames()) {
        byKey.put(key, parse(path, key, properties.getProperty(key), language));
      }
      return byKey;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageFormat parse(String path, String key, String pattern, Language language) {
    try {
      MessageFormat format = new MessageFormat(pattern, language.locale());
      for (Object part : format.getFormats()) {
        if (part instanceof com.ibm.icu.text.DateFormat dateFormat) {
          dateFormat.setTimeZone(TAIPEI);
        }
      }
      return format;
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("message " + key + " in " + path + " does not parse", e);
    }
  }
}
