package tw.shouwang.api.directory.understanding;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines for a situation: one row of the table. Of the rows that match a text, the most
/// specific come first, the row for anybody last.
///
/// @param situation its code; `anybody` for the lines for anybody; or a code that only the guide
///   and the forms use
/// @param person the only person for whom the row holds, e.g. `child`; null for anybody
/// @param now true if the row holds only while it happens right now
/// @param language the primary tag of the only language for which the row holds; null for all
/// @param lines keys of entries, the first one first; `kind:` and a kind of entry stands for the
///   offices of that kind in the area; with a topic, as in `kind:CENTRE:EMPLOYMENT`, for those of
///   that field
/// @param sources ids of sources for this row; empty if the entries' own purposes say it
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
