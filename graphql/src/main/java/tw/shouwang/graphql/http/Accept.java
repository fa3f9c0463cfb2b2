package tw.shouwang.graphql.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The media types that a client accepts (RFC 9110, 12.5.1): all `Accept` lines of a request as one
/// list. Every address of the service chooses its media type here.
public final class Accept {

  private static final String ANYTHING = "*/*";

  private final List<Range> ranges;

  private Accept(List<Range> ranges) {
    this.ranges = ranges;
  }

  /// A media range with its quality, 0 to 1.
  private record Range(String name, double quality) {

    /// How exactly the range names this type; 0 if it does not include it.
    int exactness(String type) {
      if (name.equals(type)) {
        return 3;
      }
      if (name.equals(ANYTHING)) {
        return 1;
      }
      return name.endsWith("/*") && type.startsWith(name.substring(0, name.length() - 1)) ? 2 : 0;
    }
  }

  public static Accept of(HttpRequest<?> request) {
    return of(request.getHeaders().getAll(HttpHeaders.ACCEPT));
  }

  static Accept of(List<String> lines) {
    List<Range> ranges = new ArrayList<>();
    for (String line : lines) {
      for (String element : line.toLowerCase(Locale.ROOT).split(",", -1)) {
        String[] parts = element.split(";", -1);
        String name = parts[0].strip();
        if (!name.isEmpty()) {
          ranges.add(new Range(name, quality(parts)));
        }
      }
    }
    return new Accept(ranges);
  }

  /// The offered type that the client prefers: by quality, then by how exactly the client names it,
  /// then by the client's order, then by ours. Empty if the client accepts none of them.
  ///
  /// @param offered media types in lower case without parameters, our preferred one first
  public Optional<String> best(String... offered) {
    if (ranges.isEmpty()) {
      return Optional.of(offered[0]);
    }
    String best = null;
    Match bestMatch = new Match(0, 0, 0);
    for (String type : offered) {
      Match match = match(type);
      if (match != null && match.quality > 0 && match.isBetterThan(bestMatch)) {
        best = type;
        bestMatch = match;
      }
    }
    return Optional.ofNullable(best);
  }

  /// The same for an address that always answers: our preferred type if the client accepts none.
  public String bestOrFirst(String... offered) {
    return best(offered).orElse(offered[0]);
  }

  private record Match(double quality, int exactness, int position) {

    boolean isBetterThan(Match other) {
      if (quality != other.quality) {
        return quality > other.quality;
      }
      return exactness != other.exactness ? exactness > other.exactness : position < other.position;
    }
  }

  /// The range that decides about a type: the one that names it most exactly.
  private @Nullable Match match(String type) {
    Match found = null;
    for (int position = 0; position < ranges.size(); position++) {
      Range range = ranges.get(position);
      int exactness = range.exactness(type);
      if (exactness > 0 && (found == null || exactness > found.exactness)) {
        found = new Match(range.quality, exactness, exactness == 3 ? position : 0);
      }
    }
    return found;
  }

  /// The `q` among a range's parameters; 0 for a charset other than UTF-8, which we do not serve.
  private static double quality(String[] parts) {
    double quality = 1;
    for (int i = 1; i < parts.length; i++) {
      String[] parameter = parts[i].split("=", 2);
      String value = parameter.length == 1 ? "" : parameter[1].strip();
      switch (parameter[0].strip()) {
        case "q" -> quality = number(value);
        case "charset" -> {
          if (!ContentType.isUtf8(value)) {
            return 0;
          }
        }
        default -> {}
      }
    }
    return quality;
  }

  private static double number(String text) {
    try {
      double number = Double.parseDouble(text);
      return number >= 0 && number <= 1 ? number : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
