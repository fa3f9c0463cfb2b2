package tw.shouwang.api.pages.data;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The counties and cities, and their districts, to choose from.
///
/// @param areas null where they could not be read
public record Places(@Nullable List<PlaceName> areas) {

  public List<PlaceName> counties() {
    return all().stream().filter(place -> place.parent() == null).toList();
  }

  public List<PlaceName> districtsOf(PlaceName county) {
    return all().stream()
        .filter(place -> place.parent() != null && place.parent().code().equals(county.code()))
        .toList();
  }

  public Optional<PlaceName> place(@Nullable String code) {
    return all().stream().filter(place -> place.code().equals(code)).findFirst();
  }

  private List<PlaceName> all() {
    return areas == null ? List.of() : areas;
  }
}
