package tw.shouwang.api.pages.integrity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tw.shouwang.foundation.Hashes;
import tw.shouwang.graphql.json.JsonReader;

/// What a release serves to everybody alike: `integrity.json`.
///
/// @param set the name of the set of files, as in their addresses
/// @param files by name, the hash of each file of the set
/// @param pages by address, each page
record ReleaseList(String set, SortedMap<String, String> files, SortedMap<String, Page> pages) {

  static final int VERSION = 1;

  /// A page as it is served.
  ///
  /// @param hash of its HTML
  /// @param policy its Content-Security-Policy, which says what may run in it
  record Page(String hash, String policy) {}

  /// A hash as browsers write it into the attribute `integrity`.
  static String hash(byte[] bytes) {
    return "sha256-" + Base64.getEncoder().encodeToString(Hashes.sha256(bytes));
  }

  /// The same list is the same bytes: names sorted, one a line.
  byte[] json() {
    List<String> lines = new ArrayList<>();
    files.forEach((name, hash) -> lines.add("    " + quoted(name) + ": " + quoted(hash)));
    String ofFiles = String.join(",\n", lines);
    lines.clear();
    pages.forEach((address, page) ->
        lines.add(
            "    %s: {\"hash\": %s, \"policy\": %s}"
                .formatted(quoted(address), quoted(page.hash), quoted(page.policy))));
    return """
    {
      "version": %d,
      "set": %s,
      "files": {
    %s
      },
      "pages": {
    %s
      }
    }
    """
        .formatted(VERSION, quoted(set), ofFiles, String.join(",\n", lines))
        .getBytes(StandardCharsets.UTF_8);
  }

  /// The list in these bytes; empty if the bytes are no such list.
  static Optional<ReleaseList> of(byte[] json) {
    Map<String, @Nullable Object> read = JsonReader.object(json);
    if (read == null || !(read.get("version") instanceof Number version)) {
      return Optional.empty();
    }
    if (version.intValue() != VERSION
        || !(read.get("set") instanceof String set)
        || !(read.get("files") instanceof Map<?, ?> files)
        || !(read.get("pages") instanceof Map<?, ?> pages)) {
      return Optional.empty();
    }
    SortedMap<String, String> hashes = new TreeMap<>();
    for (Map.Entry<?, ?> each : files.entrySet()) {
      if (!(each.getKey() instanceof String name) || !(each.getValue() instanceof String hash)) {
        return Optional.empty();
      }
      hashes.put(name, hash);
    }
    SortedMap<String, Page> known = new TreeMap<>();
    for (Map.Entry<?, ?> each : pages.entrySet()) {
      if (!(each.getKey() instanceof String address)
          || !(each.getValue() instanceof Map<?, ?> page)
          || !(page.get("hash") instanceof String hash)
          || !(page.get("policy") instanceof String policy)) {
        return Optional.empty();
      }
      known.put(address, new Page(hash, policy));
    }
    return Optional.of(new ReleaseList(set, hashes, known));
  }

  /// None of our names, hashes and policies has a character that JSON escapes; a policy quotes with
  /// apostrophes.
  private static String quoted(String text) {
    if (text.chars().anyMatch(each -> each < ' ' || each == '"' || each == '\\' || each > '~')) {
      throw new IllegalArgumentException("a list has plain ASCII only");
    }
    return '"' + text + '"';
  }
}
