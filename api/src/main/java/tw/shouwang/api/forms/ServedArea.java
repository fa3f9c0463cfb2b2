package tw.shouwang.api.forms;

import java.util.Optional;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Centre;

/// Whether this service has a centre for an area.
public sealed interface ServedArea {

  /// This centre handles the cases of the area.
  record Served(Area area, Centre centre) implements ServedArea {}

  /// The area's county exists, but this service has no centre there.
  record NotServed() implements ServedArea {}

  /// There is no such area.
  record Unknown() implements ServedArea {}

  static ServedArea of(String code, Directory directory) {
    Optional<Area> area = directory.area(code);
    Optional<Centre> centre = area.flatMap(directory::centreOf);
    if (area.isPresent() && centre.isPresent()) {
      return new Served(area.get(), centre.get());
    }
    // A district may be newer than our data; its county then decides.
    Optional<Area> county = area.isPresent() ? area : directory.county(code);
    return county.filter(each -> !each.served()).isPresent() ? new NotServed() : new Unknown();
  }
}
