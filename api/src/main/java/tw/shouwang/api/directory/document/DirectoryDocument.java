package tw.shouwang.api.directory.document;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.understanding.LexiconGroup;
import tw.shouwang.api.directory.understanding.LineRule;

/// The whole directory in its stored form: the pack in the jar, the copy on disk, the export. Texts
/// are maps from a language tag to the text.
@Serdeable
public record DirectoryDocument(
    String version,
    @Nullable String attribution,
    @Nullable String epoch,
    @Nullable Long revision,
    @Nullable Long oldestRevision,
    @Nullable List<List<String>> synonyms,
    @Nullable List<SourceDocument> sources,
    @Nullable List<AreaDocument> areas,
    @Nullable List<CentreDocument> centres,
    @Nullable List<EntryDocument> entries,
    @Nullable List<DayDocument> calendar,
    @Nullable String calendarEdition,
    @Nullable List<ClosureDocument> closures,
    @Nullable List<RemovedDocument> removed,
    @Nullable UnderstandingDocument understanding) {

  /// The data for understanding texts: the lexicon, and the table from situations to lines.
  ///
  /// @param crisisLines keys of the entries that count as crisis lines
  @Serdeable
  public record UnderstandingDocument(
      List<LexiconGroup> lexicon, List<LineRule> lines, List<String> crisisLines) {}

  @Serdeable
  public record SourceDocument(
      String id, String title, @Nullable String url, @Nullable LocalDate asOf) {}

  @Serdeable
  public record AreaDocument(
      String code,
      Map<String, String> name,
      @Nullable String parent,
      @Nullable Boolean served,
      @Nullable List<String> aliases,
      @Nullable Double lat,
      @Nullable Double lon) {}

  @Serdeable
  public record CentreDocument(
      String code, List<String> areas, String resource, Map<String, String> name) {}

  @Serdeable
  public record DayDocument(LocalDate date, boolean off, @Nullable String name) {}

  /// The offices of an area are closed from one instant to another.
  @Serdeable
  public record ClosureDocument(
      UUID id, String area, Instant from, Instant until, @Nullable Map<String, String> reason) {}

  /// A removed entry, and the revision that removed it.
  ///
  /// @param key null in a copy of an older release
  @Serdeable
  public record RemovedDocument(UUID id, @Nullable String key, long revision) {}

  /// The same directory with another version, other entries and closures.
  public DirectoryDocument with(
      String version,
      @Nullable List<EntryDocument> entries,
      @Nullable List<ClosureDocument> closures) {
    return new DirectoryDocument(
        version,
        attribution,
        epoch,
        revision,
        oldestRevision,
        synonyms,
        sources,
        areas,
        centres,
        entries,
        calendar,
        calendarEdition,
        closures,
        removed,
        understanding);
  }

  /// The same directory with other data for understanding texts.
  public DirectoryDocument understoodBy(@Nullable UnderstandingDocument other) {
    return new DirectoryDocument(
        version,
        attribution,
        epoch,
        revision,
        oldestRevision,
        synonyms,
        sources,
        areas,
        centres,
        entries,
        calendar,
        calendarEdition,
        closures,
        removed,
        other);
  }

  /// The same directory with one entry replaced by key, or added.
  public DirectoryDocument withEntry(EntryDocument entry) {
    List<EntryDocument> others =
        orEmpty(entries).stream().filter(each -> !each.key().equals(entry.key())).toList();
    return with(version, Stream.concat(others.stream(), Stream.of(entry)).toList(), closures);
  }

  public static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
