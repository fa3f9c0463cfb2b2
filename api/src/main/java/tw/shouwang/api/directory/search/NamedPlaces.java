package tw.shouwang.api.directory.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tw.shouwang.api.directory.entries.Area;

/// Resolves ambiguous names of areas, such as 信義區, which is in two cities, or 嘉義, which is a city
/// and a county.
final class NamedPlaces {

  private NamedPlaces() {}

  /// A district is in the county that is named beside it, and the county is then left out. A name
  /// that stays ambiguous stands for all areas that it can mean.
  ///
  /// @param names for each name in the text, the areas of that name
  static List<Area> of(List<List<Area>> names) {
    Set<Area> counties = new LinkedHashSet<>();
    names.forEach(called -> counties.addAll(counties(called)));
    Set<Area> districts = new LinkedHashSet<>();
    for (List<Area> called : names) {
      // For a county and its town of the same name, such as 彰化, the county is meant.
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
