package tw.shouwang.api.pages;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The pages, under `shouwang.pages`.
///
/// @param leaveTo where the button for leaving quickly leads: a page that says nothing about the
///   person who opens it, and that is quickly there
/// @param keptBytes the memory for rendered pages
/// @param origins the service's public origins, e.g. `https://help.example`; posters name the
///   first, and forms of older browsers are taken from these alone. Required in `prod`; elsewhere
///   the default is this process's own address and the host that a request names
@ConfigurationProperties("shouwang.pages")
public record PagesSettings(
    @Bindable(defaultValue = "https://www.cwa.gov.tw/") URI leaveTo,
    @Bindable(defaultValue = "16777216") long keptBytes,
    @Bindable(defaultValue = "") List<String> origins) {

  /// As browsers write it into `Origin`.
  private static final Pattern ORIGIN =
      Pattern.compile("https?://([a-z0-9.-]+|\\[[0-9a-f:]+])(:[0-9]{1,5})?");

  public PagesSettings {
    require("shouwang.pages", "https".equals(leaveTo.getScheme()), "leave-to must be https");
    require("shouwang.pages", keptBytes >= 0, "kept-bytes must not be negative");
    // An empty setting is a list with an empty text.
    origins = origins.stream().filter(origin -> !origin.isBlank()).toList();
    require(
        "shouwang.pages",
        origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches()),
        "origins must be scheme, host and port alone, in small letters, e.g. https://help.example");
  }

  Set<String> ownOrigins() {
    return Set.copyOf(origins);
  }
}
