package tw.shouwang.api.words;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds in an answer every text that is ours and not the directory's, by its path.
final class OwnWords {

  private static final Set<String> OWN =
      Set.of(
          "reason",
          "inWords",
          "kindName",
          "networkName",
          "topicNames",
          "languageHelp",
          "statusName",
          "title",
          "why",
          "text",
          "notices",
          "promise",
          "message",
          "statement");

  /// Fields with the directory's own texts, which a card quotes.
  private static final Set<String> DATA = Set.of("name", "purpose", "agency", "note", "office");

  private static final Pattern FOR_THE_OPERATOR = Pattern.compile("“[^”]+” \\(\\p{IsHan}+\\)");

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final List<String> quoted = new ArrayList<>();

  private OwnWords() {}

  static Map<String, String> in(JsonNode answer) {
    OwnWords words = new OwnWords();
    words.quote(answer);
    words.quoted.sort(Comparator.comparingInt(String::length).reversed());
    words.walk(answer, "", "");
    return words.texts;
  }

  private void quote(JsonNode node) {
    if (node.isObject()) {
      node.entries()
          .forEach(entry -> {
            if (DATA.contains(entry.getKey()) && entry.getValue().isString()) {
              quoted.add(entry.getValue().getStringValue());
            }
            quote(entry.getValue());
          });
    } else if (node.isArray()) {
      node.values().forEach(this::quote);
    }
  }

  private void walk(JsonNode node, String path, String field) {
    if (node.isObject()) {
      node.entries()
          .forEach(entry ->
              walk(entry.getValue(), path + "/" + entry.getKey(), field(field, entry.getKey())));
    } else if (node.isArray()) {
      for (int index = 0; index < node.size(); index++) {
        JsonNode item = Objects.requireNonNull(node.get(index));
        JsonNode code = item.isObject() ? item.get("code") : null;
        String name = code == null ? "" + index : code.getStringValue();
        walk(item, path + "/" + name, field);
      }
    } else if (node.isString() && (OWN.contains(field) || field.equals("emergency in an error"))) {
      texts.put(path, withoutQuotes(node.getStringValue()));
    } else if (node.isString() && field.equals("shareText")) {
      texts.put(path, withoutQuotes(node.getStringValue()));
    }
  }

  /// Names in a request error's emergency numbers are our texts; everywhere else a name is data.
  private static String field(String above, String key) {
    if (above.equals("extensions") && key.equals("emergency")) {
      return "the four numbers";
    }
    return above.equals("the four numbers") && key.equals("name") ? "emergency in an error" : key;
  }

  /// Without the word for the operator, which is Chinese in every language.
  private String withoutQuotes(String text) {
    String own = FOR_THE_OPERATOR.matcher(text).replaceAll("");
    for (String data : quoted) {
      own = own.replace(data, "");
    }
    return own;
  }
}
