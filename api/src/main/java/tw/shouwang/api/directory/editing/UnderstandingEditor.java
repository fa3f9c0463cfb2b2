package tw.shouwang.api.directory.editing;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.LineTableDocument;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.directory.storage.DirectoryTables;
import tw.shouwang.api.directory.storage.RevisionRepository;
import tw.shouwang.api.directory.storage.RevisionRow;
import tw.shouwang.api.directory.storage.StateRepository;
import tw.shouwang.api.directory.understanding.Lexicon;
import tw.shouwang.api.directory.understanding.LexiconGroup;
import tw.shouwang.api.directory.understanding.LineRule;
import tw.shouwang.api.directory.understanding.LineTable;
import tw.shouwang.api.directory.understanding.Situation;
import tw.shouwang.api.directory.understanding.Trainer;
import tw.shouwang.api.directory.understanding.Understanding;

/// Changes the data for understanding texts: groups of phrases, and the table from situations to
/// lines.
///
/// Every change is tested on the corpus first. A change is refused if a sentence would lose its
/// crisis lines by it; the refusal names the sentence. An upgrade does not overwrite what was
/// changed here.
@Singleton
class UnderstandingEditor {

  private final StateRepository state;
  private final DirectoryTables tables;
  private final SnapshotStore store;
  private final RevisionRepository revisions;
  private final DirectoryEditor editor;
  private final InstantSource clock;

  UnderstandingEditor(
      StateRepository state,
      DirectoryTables tables,
      SnapshotStore store,
      RevisionRepository revisions,
      DirectoryEditor editor,
      InstantSource clock) {
    this.state = state;
    this.tables = tables;
    this.store = store;
    this.revisions = revisions;
    this.editor = editor;
    this.clock = clock;
  }

  /// @param groups each replaces the group with its key, or is added
  /// @param table replaces the present table; null keeps it
  /// @param dryRun only report what would be refused
  DirectoryEdit edit(
      String who,
      Trainer trainer,
      List<LexiconGroup> groups,
      @Nullable LineTableDocument table,
      boolean dryRun) {
    SnapshotStore.LoadedDirectory tried = store.held();
    DirectorySnapshot snapshot = tried.snapshot();
    List<String> problems = new ArrayList<>(problems(groups));
    if (table != null) {
      problems.addAll(problems(snapshot, table));
    }
    Understanding before = snapshot.understanding();
    Optional<String> hidden = trainer.brokenBy(before, after(snapshot, groups, table));
    hidden.ifPresent(sentence -> problems.add("would hide the line for a crisis in: " + sentence));
    if (!problems.isEmpty()) {
      return new DirectoryEdit.Refused(DirectoryEdit.Reason.INVALID, problems);
    }
    if (!dryRun) {
      if (!write(who, groups, table, tried.document())) {
        return new DirectoryEdit.Refused(
            DirectoryEdit.Reason.VERSION_CONFLICT, List.of("the directory was changed meanwhile"));
      }
      editor.announce();
    }
    return new DirectoryEdit.DirectoryChanged(store.current().version());
  }

  /// Writes a change that was tried over the corpus.
  ///
  /// @param tried the directory that it was tried with
  /// @return whether it was written; not if the directory is another one by now, because two
  ///   changes that hide nothing each may hide a line together
  @Transactional
  boolean write(
      String who,
      List<LexiconGroup> groups,
      @Nullable LineTableDocument table,
      DirectoryDocument tried) {
    if (tables.lock(tried) != tried) {
      return false;
    }
    long revision = state.nextRevision();
    tables.editUnderstanding(groups, table);
    String what =
        Stream.concat(
                groups.stream().map(LexiconGroup::key),
                table == null ? Stream.empty() : Stream.of("lines"))
            .collect(Collectors.joining(" "));
    revisions.save(
        new RevisionRow(
            UUID.randomUUID(), null, revision, 0, "edit " + what, who, clock.instant(), null));
    return true;
  }

  private static Understanding after(
      DirectorySnapshot snapshot, List<LexiconGroup> groups, @Nullable LineTableDocument table) {
    Understanding before = snapshot.understanding();
    Map<String, LexiconGroup> lexicon = new LinkedHashMap<>();
    Stream.concat(before.lexicon().stream(), groups.stream())
        .forEach(group -> lexicon.put(group.key(), group));
    return Understanding.of(
        List.copyOf(lexicon.values()),
        table == null ? before.table().rules() : table.lines(),
        table == null ? before.table().crisisLines() : table.crisisLines(),
        snapshot.areas().values());
  }

  private static List<String> problems(List<LexiconGroup> groups) {
    return groups.stream()
        .flatMap(group ->
            group.phrases().stream()
                .filter(phrase -> !Lexicon.knowsLettersOf(phrase))
                .map(phrase -> group.key() + ": has letters that no text is read with: " + phrase))
        .toList();
  }

  private static List<String> problems(DirectorySnapshot snapshot, LineTableDocument table) {
    List<String> problems = new ArrayList<>();
    for (String key : table.crisisLines()) {
      if (snapshot.byKey(key).isEmpty()) {
        problems.add("crisisLines: no entry has the key " + key);
      }
    }
    // The guide asks for rows of its own, which no text is understood as.
    Set<String> known =
        snapshot.understanding().table().rules().stream()
            .map(LineRule::situation)
            .collect(Collectors.toSet());
    for (LineRule rule : table.lines()) {
      if (!known.contains(rule.situation()) && Situation.ofCode(rule.situation()).isEmpty()) {
        problems.add("situation: there is none called " + rule.situation());
      }
      if (rule.lines().isEmpty()) {
        problems.add(rule.situation() + ": has no lines");
      }
      for (String line : rule.lines()) {
        if (!isKnown(snapshot, line)) {
          problems.add(rule.situation() + ": no entry has the key " + line);
        }
      }
    }
    return problems;
  }

  private static boolean isKnown(DirectorySnapshot snapshot, String line) {
    return LineTable.isKind(line)
        ? Stream.of(ResourceKind.values())
            .anyMatch(kind -> LineTable.offices(line).kind().equals(kind.name()))
        : snapshot.byKey(line).isPresent();
  }
}
