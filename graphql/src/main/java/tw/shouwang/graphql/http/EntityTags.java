package tw.shouwang.graphql.http;

import java.util.Collection;
import java.util.List;

/// What a client has already (`If-None-Match`, RFC 9110, 13.1.2): tags are compared weakly, because
/// a client that has the content needs no other bytes of it.
public final class EntityTags {

  private EntityTags() {}

  /// Whether a client's header names one of the tags, or `*`.
  ///
  /// @param headers the header's lines; none if it was not sent
  /// @param tags without `W/` and quotes; ours hold neither commas nor quotes
  public static boolean anyMatches(Collection<String> headers, String... tags) {
    List<String> ours = List.of(tags);
    return headers.stream()
        .flatMap(line -> List.of(line.split(",")).stream())
        .map(String::strip)
        .anyMatch(each -> each.equals("*") || ours.contains(bare(each)));
  }

  /// Empty if it is no tag.
  private static String bare(String tag) {
    String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
    return strong.length() > 2 && strong.startsWith("\"") && strong.endsWith("\"")
        ? strong.substring(1, strong.length() - 1)
        : "";
  }
}
