package tw.shouwang.api.directory;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.view.Resource;

/// What other slices ask of the directory. Every answer comes from the snapshot in memory, so none
/// of these can fail, be slow, or need the database.
public interface Directory {

  /// The area with exactly this code. The 22 counties and cities are there, and the districts of
  /// those that are served.
  Optional<Area> area(String code);

  /// The county of a code by its first five digits, also of a district that is not in the data.
  Optional<Area> county(String code);

  /// The centre that owns the cases of an area; empty where none is served.
  Optional<Centre> centreOf(Area area);

  /// The centre with this code, e.g. `tpe`.
  Optional<Centre> centre(String code);

  List<Centre> centres();

  /// 110, 119, 113 and 1925, in this order, with the text channels of the area among their
  /// contacts; no area, or one that is not known, leaves those out.
  List<Resource> emergency(@Nullable String areaCode);

  /// An entry by its id or its key, ready for the schema; also a superseded one.
  Optional<Resource> resource(String idOrKey);

  /// The entries with these keys, in this order; a key that is not there is left out. With an area,
  /// contacts that are bound to other areas are left out.
  List<Resource> resources(Collection<String> keys, @Nullable String areaCode);

  /// The entries of one kind that serve exactly this district, also those that lists leave out
  /// unless their kind is asked for; empty for a county, which has too many, and for an area that
  /// is not known.
  List<Resource> ofDistrict(ResourceKind kind, String areaCode);

  /// Whether offices work on this day by the government's calendar; empty where it is not loaded.
  /// Closures by storms are not in it.
  Optional<Boolean> isWorkingDay(LocalDate day);

  /// How many entries there are, and how many of them a person has checked lately enough.
  record Checked(int entries, int verified) {}

  Checked checked(Instant at);
}
