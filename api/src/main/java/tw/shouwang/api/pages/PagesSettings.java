package tw.shouwang.api.pages;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.util.List;
import java.util.Set;

/// The pages, under `shouwang.pages`.
///
/// @param leaveTo where the button for leaving quickly leads: a page that says nothing about the
///   person who opens it, and that is quickly there
/// @param keptBytes the memory for rendered pages
/// @param origins the service's public origins, e.g. `https://help.example`, where the proxy in
///   front does not pass the host on; forms of older browsers are taken from these and from the
///   request's own host
@ConfigurationProperties("shouwang.pages")
public record PagesSettings(
    @Bindable(defaultValue = "https://www.cwa.gov.tw/") URI leaveTo,
    @Bindable(defaultValue = "16777216") long keptBytes,
    @Bindable(defaultValue = "") List<String> origins) {

  public PagesSettings {
    require("shouwang.pages", "https".equals(leaveTo.getScheme()), "leave-to must be https");
    require("shouwang.pages", keptBytes >= 0, "kept-bytes must not be negative");
    // An empty setting is a list with an empty text.
    origins = origins.stream().filter(origin -> !origin.isBlank()).toList();
  }

  Set<String> ownOrigins() {
    return Set.copyOf(origins);
  }
}
