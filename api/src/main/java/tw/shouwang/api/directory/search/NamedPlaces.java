package tw.shouwang.api.directory.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tw.shouwang.api.directory.entries.Area;

/// Which areas somebody means who names some, as 信義區, which is in two cities, or 嘉義, which is a
/// city and a county.
final class NamedPlaces {

  private NamedPlaces() {}

  /// A district lies in the county that is named beside it; a county that says no more than its
  /// district is left out. What stays unclear stands for all that it can mean.
  ///
  /// @param names for each name in the text the areas that are called so
  static List<Area> of(List<List<Area>> names) {
    Set<Area> counties = new LinkedHashSet<>();
    names.forEach(called -> counties.addAll(counties(called)));
    Set<Area> districts = new LinkedHashSet<>();
    for (List<Area> called : names) {
      // A county and its town that share a name: who says 彰化 means the county.
      if (counties(called).isEmpty()) {
        List<Area> within =
            called.stream().filter(area -> counties.contains(area.county())).toList();
        districts.addAll(within.isEmpty() ? called : within);
      }
    }
    Set<Area> meant = new LinkedHashSet<>(districts);
    for (List<Area> called : names) {
      List<Area> own = counties(called);
      if (districts.stream().noneMatch(district -> own.contains(district.county()))) {
        meant.addAll(own);
      }
    }
    return new ArrayList<>(meant);
  }

  private static List<Area> counties(List<Area> called) {
    return called.stream().filter(area -> area.parent() == null).toList();
  }
}
