package tw.shouwang.api.directory;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.TextNormalizer;

/// Finds areas by their county and by name, counties first, then by code.
@Singleton
class AreaSearch {

  private final DirectorySearch search;
  private final DirectoryErrors errors;

  AreaSearch(DirectorySearch search, DirectoryErrors errors) {
    this.search = search;
    this.errors = errors;
  }

  List<Area> areas(DirectorySnapshot snapshot, @Nullable String parent, @Nullable String text) {
    Area county = null;
    if (parent != null) {
      county =
          snapshot.area(parent).orElseThrow(() -> errors.of(DirectoryErrors.Code.UNKNOWN_AREA));
    }
    SearchText wanted = search.text(text);
    return snapshot.areas().values().stream()
        .filter(area ->
            parent == null || (area.parent() != null && area.parent().code().equals(parent)))
        .filter(area -> wanted == null || named(area, wanted))
        .sorted(
            Comparator.comparing((Area area) -> area.parent() != null).thenComparing(Area::code))
        .toList();
  }

  private static boolean named(Area area, SearchText wanted) {
    return Stream.of(
            area.name().texts().values().stream(), area.aliases().stream(), Stream.of(area.code()))
        .flatMap(names -> names)
        .map(name -> SearchText.compact(TextNormalizer.fold(name)))
        .anyMatch(name -> !wanted.compact().isEmpty() && name.contains(wanted.compact()));
  }
}
