package tw.shouwang.api.directory.published;

import static tw.shouwang.api.directory.document.DirectoryDocument.orEmpty;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.DirectoryPack;
import tw.shouwang.api.directory.document.EntryDocument;

/// The published directory, and the changes of it since a version: one form, described by
/// `/directory/bundle.schema.json`. It has no editors' notes and no data for understanding texts
/// (which is a file of its own), and is in an order that does not depend on the node.
///
/// @param version the version by which changes go on from here
/// @param since the version that these are the changes of; null if it is the whole directory
/// @param common names the content of the parts from `synonyms` to `words` that are neither entries
///   nor removed
@Serdeable
record BundleDocument(
    String version,
    @Nullable String since,
    String common,
    @Nullable String attribution,
    @Nullable String epoch,
    @Nullable Long revision,
    @Nullable Long oldestRevision,
    @JsonInclude(JsonInclude.Include.ALWAYS) List<EntryDocument> entries,
    @Nullable List<DirectoryDocument.RemovedDocument> removed,
    @Nullable List<List<String>> synonyms,
    @Nullable List<DirectoryDocument.SourceDocument> sources,
    @Nullable List<DirectoryDocument.AreaDocument> areas,
    @Nullable List<DirectoryDocument.CentreDocument> centres,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<DirectoryDocument.DayDocument> calendar,
    @Nullable String calendarEdition,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<DirectoryDocument.ClosureDocument> closures,
    @Nullable Map<String, BundleWords> words) {

  /// The whole directory.
  static BundleDocument whole(
      String version, String common, DirectoryDocument all, Map<String, BundleWords> words) {
    return new BundleDocument(
        version,
        null,
        common,
        DirectoryPack.ATTRIBUTION,
        all.epoch(),
        all.revision(),
        all.oldestRevision(),
        sorted(all.entries(), Comparator.comparing(EntryDocument::key)).stream()
            .map(EntryDocument::withoutEditorNote)
            .map(EntryDocument::withNumbersRead)
            .toList(),
        sorted(all.removed(), Comparator.comparing(DirectoryDocument.RemovedDocument::revision)),
        all.synonyms(),
        sorted(all.sources(), Comparator.comparing(DirectoryDocument.SourceDocument::id)),
        sorted(all.areas(), Comparator.comparing(DirectoryDocument.AreaDocument::code)),
        sorted(all.centres(), Comparator.comparing(DirectoryDocument.CentreDocument::code)),
        sorted(all.calendar(), Comparator.comparing(DirectoryDocument.DayDocument::date)),
        all.calendarEdition(),
        sorted(
            all.closures(),
            Comparator.comparing(DirectoryDocument.ClosureDocument::from)
                .thenComparing(DirectoryDocument.ClosureDocument::id)),
        words);
  }

  /// The same with another name of what is common.
  BundleDocument named(String common) {
    return new BundleDocument(
        version,
        since,
        common,
        attribution,
        epoch,
        revision,
        oldestRevision,
        entries,
        removed,
        synonyms,
        sources,
        areas,
        centres,
        calendar,
        calendarEdition,
        closures,
        words);
  }

  /// The parts that have no revisions of their own.
  BundleDocument commonAlone() {
    return new BundleDocument(
        "",
        null,
        "",
        attribution,
        null,
        null,
        null,
        List.of(),
        null,
        synonyms,
        sources,
        areas,
        centres,
        calendar,
        calendarEdition,
        closures,
        words);
  }

  /// The changes after a revision.
  ///
  /// @param since the version of that revision
  /// @param known whether the reader has what is common; then it is left out
  BundleDocument after(long revision, String since, boolean known) {
    return new BundleDocument(
        version,
        since,
        common,
        attribution,
        epoch,
        this.revision,
        oldestRevision,
        entries.stream()
            .filter(entry -> entry.revision() == null || entry.revision() > revision)
            .toList(),
        orEmpty(removed).stream().filter(gone -> gone.revision() > revision).toList(),
        known ? null : synonyms,
        known ? null : sources,
        known ? null : areas,
        known ? null : centres,
        known ? null : calendar,
        known ? null : calendarEdition,
        known ? null : closures,
        known ? null : words);
  }

  private static <T> List<T> sorted(@Nullable List<T> list, Comparator<? super T> order) {
    return orEmpty(list).stream().sorted(order).toList();
  }
}
