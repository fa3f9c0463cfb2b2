package tw.shouwang.api.directory.search;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.text.SearchText;
import tw.shouwang.i18n.TextNormalizer;

/// Finds areas by their county and by name, counties first, then by code.
@Singleton
public class AreaSearch {

  private final DirectoryErrors errors;

  AreaSearch(DirectoryErrors errors) {
    this.errors = errors;
  }

  public List<Area> areas(
      DirectorySnapshot snapshot, @Nullable String parent, @Nullable String text) {
    Area county = null;
    if (parent != null) {
      county =
          snapshot.area(parent).orElseThrow(() -> errors.of(DirectoryErrors.Code.UNKNOWN_AREA));
    }
    SearchText wanted = text == null || text.isBlank() ? null : AskedText.words(text);
    return snapshot.areas().values().stream()
        .filter(area ->
            parent == null || (area.parent() != null && area.parent().code().equals(parent)))
        .filter(area -> wanted == null || named(area, wanted))
        .sorted(
            Comparator.comparing((Area area) -> area.parent() != null).thenComparing(Area::code))
        .toList();
  }

  /// Whether part of one of the area's names or its code matches, or its county's name followed by
  /// its own.
  private static boolean named(Area area, SearchText wanted) {
    String typed = wanted.compact();
    if (typed.isEmpty()) {
      return false;
    }
    Stream<String> own = Stream.concat(area.spellings().stream(), Stream.of(area.code()));
    return own.map(AreaSearch::compact).anyMatch(name -> name.contains(typed))
        || (area.parent() != null && namedWithCounty(area, area.parent(), typed));
  }

  private static boolean namedWithCounty(Area area, Area county, String typed) {
    return county.spellings().stream()
        .map(AreaSearch::compact)
        .filter(name -> typed.startsWith(name) && typed.length() > name.length())
        .map(name -> typed.substring(name.length()))
        .anyMatch(rest ->
            area.spellings().stream()
                .map(AreaSearch::compact)
                .anyMatch(own -> own.startsWith(rest)));
  }

  private static String compact(String name) {
    return SearchText.compact(TextNormalizer.fold(name));
  }
}
