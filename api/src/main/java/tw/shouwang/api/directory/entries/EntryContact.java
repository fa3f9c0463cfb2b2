package tw.shouwang.api.directory.entries;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.Language;
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

  /// Identifies the contact within its entry, also after a change of its hours, notes or sources.
  /// The text's hash is the same in every process.
  public String identity() {
    return String.join(
        "|",
        kind.name(),
        dial == null ? "" : dial,
        url == null ? "" : url,
        label == null ? "" : label.text(Language.ZH_TW),
        coverage.stream().map(Area::code).collect(Collectors.joining(",")));
  }

  public boolean boundElsewhere(Area asked) {
    // A loop and no stream, because this runs for each contact of each answer.
    for (Area area : coverage) {
      if (area.touches(asked)) {
        return false;
      }
    }
    return !coverage.isEmpty();
  }
}
