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

/// The directory's interface for other slices. Every answer comes from the snapshot in memory, so
/// no method fails, blocks or needs the database.
public interface Directory {

  /// The area with exactly this code. All 22 counties and cities exist, and the districts of those
  /// that are served.
  Optional<Area> area(String code);

  /// The county of a code, by its first five digits; also for a district that is not in the data.
  Optional<Area> county(String code);

  /// The districts of a county, in the order of their codes.
  List<Area> districts(Area county);

  /// The centre that handles the cases of an area; empty if none serves it.
  Optional<Centre> centreOf(Area area);

  /// The centre with this code, e.g. `tpe`.
  Optional<Centre> centre(String code);

  List<Centre> centres();

  /// Whether the centres are those of the database and not of an older copy, which may lack one.
  boolean isRead();

  /// Whether a phrase of the lexicon says that somebody is in danger now. Stores nothing of the
  /// text.
  boolean soundsLikeDanger(String words);

  /// 110, 119, 113 and 1925, in this order, with the area's text channels among their contacts.
  /// Without a known area those are left out.
  List<Resource> emergency(@Nullable String areaCode);

  /// An entry by its id or its key, as the schema's type; also a superseded one.
  Optional<Resource> resource(String idOrKey);

  /// The entries with these keys, in this order; unknown keys are skipped. With an area, contacts
  /// that are bound to other areas are left out.
  List<Resource> resources(Collection<String> keys, @Nullable String areaCode);

  /// The entries of one kind that serve exactly this district, also those that lists show only if
  /// their kind is asked for. Empty for a county, because it has too many, and for an unknown area.
  List<Resource> ofDistrict(ResourceKind kind, String areaCode);

  /// The lines of a situation by the directory's table, in its order, without those of other
  /// counties; a superseded entry is replaced by its successor. If the table names offices by kind,
  /// these are the offices for the district, or for the whole county if only that is known; none
  /// without an area.
  ///
  /// @param situation a name of the table
  /// @param now whether it happens right now
  /// @param language the primary tag of the caller's language, if known
  List<Resource> lines(
      String situation, boolean now, @Nullable String language, @Nullable String areaCode);

  /// Whether offices work on this day by the government's calendar; empty if it is not loaded.
  /// Closures by storms are not included.
  Optional<Boolean> isWorkingDay(LocalDate day);

  /// How many entries there are, and how many of them a person has checked recently.
  record Checked(int entries, int verified) {}

  Checked checked(Instant at);
}
