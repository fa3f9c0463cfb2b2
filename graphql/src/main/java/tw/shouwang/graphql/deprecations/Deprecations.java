package tw.shouwang.graphql.deprecations;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.foundation.TaiwanTime;

/// What one request uses that is deprecated.
///
/// @param document the name of the trusted document; null for any other document
/// @param parts in the order of their coordinates
public record Deprecations(@Nullable String document, List<DeprecatedPart> parts) {

  public static final Deprecations NONE = new Deprecations(null, List.of());

  public Deprecations {
    parts = List.copyOf(parts);
  }

  public static Deprecations of(
      @Nullable String document, Collection<DeprecatedPart> some, Collection<DeprecatedPart> more) {
    return some.isEmpty() && more.isEmpty()
        ? NONE
        : new Deprecations(
            document,
            Stream.concat(some.stream(), more.stream())
                .distinct()
                .sorted(Comparator.comparing(DeprecatedPart::at))
                .toList());
  }

  public boolean isEmpty() {
    return parts.isEmpty();
  }

  /// The value of the `Deprecation` header (RFC 9745): since when the request uses something
  /// deprecated, as the first second of that day in Taiwan.
  public String header() {
    LocalDate first =
        parts.stream().map(DeprecatedPart::since).min(Comparator.naturalOrder()).orElseThrow();
    return "@" + first.atStartOfDay(TaiwanTime.ZONE).toEpochSecond();
  }

  /// The entries of `extensions.deprecations`.
  public List<Map<String, String>> shown() {
    return parts.stream()
        .map(part -> {
          Map<String, String> entry = new LinkedHashMap<>();
          entry.put("at", part.at());
          entry.put("since", part.since().toString());
          entry.put("use", part.replacement());
          entry.put("reason", part.reason());
          return entry;
        })
        .toList();
  }
}
