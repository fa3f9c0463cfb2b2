package tw.shouwang.i18n;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/// The tags of one slice's messages, in lines `<key> = crisis push`; a key may end in `*`.
final class MessageTags {

  private final Map<String, Set<MessageTag>> byKey = new HashMap<>();
  private final Map<String, Set<MessageTag>> byPrefix = new HashMap<>();

  private MessageTags() {}

  /// @throws IllegalStateException if a tag is not one of [MessageTag]
  static MessageTags of(String slice) {
    MessageTags tags = new MessageTags();
    String path = "/messages/" + slice + ".tags";
    Properties lines = PropertiesFile.read(path);
    for (String key : lines.stringPropertyNames()) {
      Set<MessageTag> parsed = parse(path, lines.getProperty(key));
      if (key.endsWith("*")) {
        tags.byPrefix.put(key.substring(0, key.length() - 1), parsed);
      } else {
        tags.byKey.put(key, parsed);
      }
    }
    return tags;
  }

  Set<MessageTag> on(String key) {
    Set<MessageTag> found = EnumSet.noneOf(MessageTag.class);
    found.addAll(byKey.getOrDefault(key, Set.of()));
    byPrefix.forEach((prefix, tags) -> {
      if (key.startsWith(prefix)) {
        found.addAll(tags);
      }
    });
    return found;
  }

  private static Set<MessageTag> parse(String path, String words) {
    Set<MessageTag> tags = EnumSet.noneOf(MessageTag.class);
    for (String word : words.strip().split("\\s+")) {
      try {
        tags.add(MessageTag.valueOf(word.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new IllegalStateException("no tag is called " + word + " in " + path, e);
      }
    }
    return tags;
  }
}
