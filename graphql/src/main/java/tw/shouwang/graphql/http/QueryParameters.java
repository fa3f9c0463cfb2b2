package tw.shouwang.graphql.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.json.StrictUtf8;

/// The parameters of an address or a form, read strictly as UTF-8.
///
/// @param values the values of each name, in their order
public record QueryParameters(Map<String, List<String>> values) {

  /// The first value of each name.
  Map<String, String> first() {
    Map<String, String> first = new HashMap<>();
    values.forEach((name, all) -> first.put(name, all.getFirst()));
    return first;
  }

  /// Whether a name occurs more than once.
  boolean repeated() {
    return values.values().stream().anyMatch(all -> all.size() > 1);
  }

  /// Null if an escape is malformed, the bytes are not UTF-8, or half a surrogate pair stands
  /// alone.
  ///
  /// @param query as it stands in the address, without `?`, or a form's body
  public static @Nullable QueryParameters read(@Nullable String query) {
    Map<String, List<String>> values = new HashMap<>();
    if (query == null || query.isEmpty()) {
      return new QueryParameters(values);
    }
    for (String pair : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      String name = decoded(parts[0]);
      String value = parts.length == 1 ? "" : decoded(parts[1]);
      if (name == null || value == null) {
        return null;
      }
      values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }
    return new QueryParameters(values);
  }

  private static @Nullable String decoded(String escaped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      int c = escaped.codePointAt(i);
      switch (c) {
        case '+' -> bytes.write(' ');
        case '%' -> {
          int high = digit(escaped, i + 1);
          int low = digit(escaped, i + 2);
          if (high < 0 || low < 0) {
            return null;
          }
          bytes.write(high << 4 | low);
          i += 2;
        }
        default -> {
          if (Character.getType(c) == Character.SURROGATE) {
            return null;
          }
          bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
          i += Character.charCount(c) - 1;
        }
      }
    }
    return StrictUtf8.text(bytes.toByteArray());
  }

  /// Only ASCII digits: full-width digits make no escape.
  private static int digit(String text, int at) {
    return at < text.length() && HexFormat.isHexDigit(text.charAt(at))
        ? HexFormat.fromHexDigit(text.charAt(at))
        : -1;
  }
}
