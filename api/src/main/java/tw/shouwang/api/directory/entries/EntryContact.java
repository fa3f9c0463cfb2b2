package tw.shouwang.api.directory.entries;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.LocalizedText;

/// One way of contacting an entry. If `coverage` names areas, it is bound to them; otherwise it is
/// valid wherever the entry is.
///
/// @param hours its own hours, the entry's if it has the same, or unknown hours
public record EntryContact(
    ContactKind kind,
    @Nullable LocalizedText label,
    @Nullable String dial,
    @Nullable String telUri,
    @Nullable String e164,
    @Nullable String url,
    @Nullable LocalizedText note,
    List<Area> coverage,
    List<String> languages,
    @Nullable Boolean freeOfCharge,
    HoursFrom hoursFrom,
    Hours hours,
    List<Source> sources) {

  public EntryContact {
    coverage = List.copyOf(coverage);
    languages = List.copyOf(languages);
    sources = List.copyOf(sources);
  }

  public boolean boundElsewhere(Area asked) {
    return !coverage.isEmpty() && coverage.stream().noneMatch(area -> area.touches(asked));
  }
}
