package tw.shouwang.graphql.http;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.env.Environment;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whose pages may ask from a browser, under `shouwang.graphql.cors`.
///
/// @param origins e.g. `https://app.example.org`, as the browser sends them; by default none in
///   `prod`, and elsewhere every port of localhost
@ConfigurationProperties("shouwang.graphql.cors")
public record CorsSettings(@Nullable List<String> origins) {

  private static final Pattern ORIGIN =
      Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9a-f:]+](:[0-9]{1,5})?");

  private static final String LOCALHOST =
      "https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?";

  public CorsSettings {
    origins = origins == null ? null : List.copyOf(origins);
    require(
        "shouwang.graphql.cors",
        origins == null || origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches()),
        "origins must be scheme, host and port alone, in small letters, e.g."
            + " https://app.example.org");
  }

  /// The origins as one pattern that matches all of an `Origin` header; null if there are none.
  @Nullable String pattern(Environment environment) {
    if (origins == null) {
      return environment.getActiveNames().contains("prod") ? null : "^" + LOCALHOST + "$";
    }
    return origins.isEmpty()
        ? null
        : "^(" + String.join("|", origins.stream().map(Pattern::quote).toList()) + ")$";
  }
}
