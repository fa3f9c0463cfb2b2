package tw.shouwang.api.directory.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.DirectoryPack;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.SavedSnapshot;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.directory.snapshot.Snapshots;

/// Stores the directory in PostgreSQL and reads it again, and imports newer packs.
@MicronautTest(transactional = false)
class DirectoryDatabaseIT implements EmbeddedTest {

  @Inject JsonMapper json;
  @Inject SnapshotStore store;
  @Inject SnapshotLoader loader;
  @Inject SavedSnapshot saved;
  @Inject PackImporter importer;
  @Inject DirectoryTables tables;

  @Test
  void losesNothingOfThePackOnItsWayThroughTheDatabase() {
    DirectoryDocument pack = DirectoryPack.load(json);
    DirectoryDocument stored = tables.load().orElseThrow();
    assertThat(byKey(stored).keySet()).containsAll(byKey(pack).keySet());
    DirectorySnapshot packed = DirectorySnapshot.build(pack, store.current().builtAt());
    DirectorySnapshot read = DirectorySnapshot.build(stored, store.current().builtAt());
    for (int number = 0; number < packed.size(); number++) {
      Entry expected = packed.item(number).entry();
      Entry actual = read.byKey(expected.key()).orElseThrow().entry();
      if (actual.version() == 1) {
        assertThat(actual)
            .usingRecursiveComparison()
            .ignoringFields("version", "revision", "modifiedAt")
            .isEqualTo(expected);
      }
    }
    assertThat(read.calendar().lines()).isEqualTo(packed.calendar().lines());
    assertThat(read.centres()).extracting(Centre::code).containsExactlyInAnyOrder("tpe", "ntpc");
  }

  @Test
  void servesAndSavesWhatTheDatabaseHas() {
    loader.refresh();
    assertThat(store.current().epoch()).isEqualTo(tables.load().orElseThrow().epoch());
    assertThat(saved.read().orElseThrow().revision()).isEqualTo(store.current().revision());
    assertThat(loader.refresh()).isFalse();
  }

  @Test
  void importsAPackOnceAndNeverOverAnEdit() {
    assertThat(importer.importPack()).isEmpty();

    DirectoryDocument pack = DirectoryPack.load(json);
    EntryDocument edited = byKey(pack).get("tw.hotline.165");
    tables.write(java.util.Objects.requireNonNull(edited), 2, 7, true);

    List<EntryDocument> entries = new ArrayList<>();
    for (EntryDocument entry : DirectoryDocument.orEmpty(pack.entries())) {
      boolean change =
          entry.key().equals("tw.hotline.165") || entry.key().equals("tw.hotline.1953");
      entries.add(change ? verified(entry) : entry);
    }
    PackImporter.Imported imported =
        importer.importPack(pack.with("next", entries, pack.closures())).orElseThrow();
    assertThat(imported).isEqualTo(new PackImporter.Imported(0, 1, 1));
    Map<String, EntryDocument> after = byKey(tables.load().orElseThrow());
    assertThat(after.get("tw.hotline.165"))
        .satisfies(entry -> assertThat(entry.verifiedAt()).isNull());
    assertThat(after.get("tw.hotline.1953"))
        .satisfies(entry -> assertThat(entry.verifiedAt()).isEqualTo(Snapshots.WORKDAY));
  }

  private static EntryDocument verified(EntryDocument entry) {
    return entry.with(entry.status(), entry.supersededBy(), entry.closure(), Snapshots.WORKDAY);
  }

  private static Map<String, EntryDocument> byKey(DirectoryDocument document) {
    Map<String, EntryDocument> byKey = new HashMap<>();
    DirectoryDocument.orEmpty(document.entries()).stream()
        .sorted(Comparator.comparing(EntryDocument::key))
        .forEach(entry -> byKey.put(entry.key(), entry));
    return byKey;
  }
}
