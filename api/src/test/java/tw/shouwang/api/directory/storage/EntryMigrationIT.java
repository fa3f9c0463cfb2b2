package tw.shouwang.api.directory.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.TestCluster;
import tw.shouwang.api.directory.document.EntryDocument;

/// Entries that an earlier version stored in four tables are read as the same entries from one
/// table.
///
/// `rows-before-V085.sql` has that version's rows: entries of its pack, one with every field and
/// one with the fewest, some of them edited, closed, replaced or removed.
/// `entries-before-V085.json` has the entries as that version read them.
class EntryMigrationIT {

  @Test
  void readsEveryEntryAsTheVersionBeforeDid() throws Exception {
    JsonMapper json = JsonMapper.createDefault();
    List<EntryDocument> found = new ArrayList<>();
    List<String> edited = new ArrayList<>();
    String database = TestCluster.get().migratedFrom("084", resource("rows-before-V085.sql"));
    try (Connection connection = TestCluster.get().superuser(database);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select key, document, version, revision, edited
                from directory.entry
                order by key collate "C"
                """)) {
      while (rows.next()) {
        EntryDocument document =
            Objects.requireNonNull(json.readValue(rows.getString(2), EntryDocument.class));
        found.add(document.at(rows.getLong(3), rows.getLong(4)));
        assertThat(document.key()).isEqualTo(rows.getString(1));
        if (rows.getBoolean(5)) {
          edited.add(document.key());
        }
      }
    }
    assertThat(found)
        .containsExactly(
            json.readValue(resource("entries-before-V085.json"), EntryDocument[].class));
    assertThat(edited)
        .containsExactly("tpe.cmhc", "tst.everything", "tw.hotline.0800777888", "tw.hotline.1953");
    assertThat(removedKeys(database)).containsExactly("tw.hotline.4128185");
  }

  /// Writing and reading an entry repeatedly does not change it.
  @Test
  void writesNothingThatItReadsDifferently() throws Exception {
    JsonMapper json = JsonMapper.createDefault();
    EntryDocument[] entries =
        Objects.requireNonNull(
            json.readValue(resource("entries-before-V085.json"), EntryDocument[].class));
    for (EntryDocument entry : entries) {
      assertThat(json.readValue(json.writeValueAsString(entry), EntryDocument.class))
          .isEqualTo(entry);
    }
  }

  private static List<String> removedKeys(String database) throws SQLException {
    List<String> keys = new ArrayList<>();
    try (Connection connection = TestCluster.get().superuser(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select key from directory.removed_resource")) {
      while (rows.next()) {
        keys.add(rows.getString(1));
      }
    }
    return keys;
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(EntryMigrationIT.class.getResourceAsStream("/directory/" + name))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
