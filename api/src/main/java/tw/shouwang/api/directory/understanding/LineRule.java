package tw.shouwang.api.directory.understanding;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which lines belong to a situation: one row of the table as it is written down. The rows that
/// hold for a text are read from the most special to the one for anybody.
///
/// @param situation its code, or `anybody` for the lines that listen to anybody
/// @param person for whom alone the row holds, as `child`; null for anybody
/// @param now true for a row that holds only while it goes on right now
/// @param language the primary tag of those for whom alone the row holds; null for all
/// @param lines keys of entries, the first one first; `kind:` and a kind of entry stands for the
///   offices of that kind in the area
/// @param sources ids of sources that say so; empty where the entries' own purposes do
@Serdeable
public record LineRule(
    String situation,
    @Nullable String person,
    @Nullable Boolean now,
    @Nullable String language,
    List<String> lines,
    List<String> sources) {

  public LineRule {
    lines = List.copyOf(lines);
    sources = List.copyOf(sources);
  }
}
