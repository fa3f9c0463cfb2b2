package tw.shouwang.api.directory.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.TestCluster;
import tw.shouwang.api.directory.editing.DirectoryEdit;
import tw.shouwang.api.directory.editing.DirectoryEditing;
import tw.shouwang.api.directory.snapshot.SnapshotStore;

/// W11: one row that this version does not understand must not prevent updates of the directory.
@MicronautTest(transactional = false)
class BadRowsIT implements EmbeddedTest {

  @Inject SnapshotLoader loader;
  @Inject SnapshotStore store;
  @Inject DirectoryEditing editing;
  @Inject MeterRegistry metrics;

  @Property(name = "shouwang.database.url")
  String url = "";

  /// W11: the other rows are served, and the bad one is reported.
  @Test
  void leavesOutWhatItDoesNotUnderstandAndServesTheRest() throws SQLException {
    int entries = store.current().size();
    change(
        """
        update directory.entry
        set document = jsonb_set(document, '{kind}', '"OF_A_NEWER_VERSION"')
        where key = 'tw.hotline.165'
        """);
    assertThat(store.current().byKey("tw.hotline.165")).isEmpty();
    assertThat(store.current().size()).isEqualTo(entries - 1);
    assertThat(leftOut()).isEqualTo(1);
    assertThat(loader.leftOut()).containsExactly("entry tw.hotline.165");

    change("update directory.area set parent = code where code = '63000120'");
    assertThat(store.current().area("63000120")).isEmpty();
    assertThat(store.current().byKey("tw.hotline.113")).isPresent();
    assertThat(loader.leftOut()).contains("area 63000120", "entry tpe.district-office.63000120");

    change("update directory.area set parent = '63000' where code = '63000120'");
    change(
        """
        update directory.entry
        set document = jsonb_set(document, '{kind}', '"HOTLINE"')
        where key = 'tw.hotline.165'
        """);
    assertThat(store.current().size()).isEqualTo(entries);
    assertThat(leftOut()).isZero();
  }

  /// W11, W13: the editor must not believe that a committed change was lost.
  @Test
  void answersAnEditFromWhatWasWrittenWhileTheDirectoryCannotBeRead() throws SQLException {
    String key = "tpe.district-office.63000010";
    long seen = editing.version(key).orElseThrow();
    execute("alter table directory.calendar_day rename to calendar_day_away");
    try {
      assertThat(editing.verify("ann", key, seen))
          .isInstanceOfSatisfying(
              DirectoryEdit.ResourceChanged.class,
              changed -> {
                assertThat(changed.version()).isEqualTo(seen + 1);
                assertThat(changed.resource().verifiedAt()).isNotNull();
              });
      assertThat(metrics.get("shouwang.directory.behind").gauge().value()).isPositive();
      for (int look = 0; look < 20; look++) {
        assertThat(loader.refresh()).isFalse();
      }
      assertThat(editing.version(key)).contains(seen);
    } finally {
      execute("alter table directory.calendar_day_away rename to calendar_day");
    }
    change("select 1");
    assertThat(editing.version(key)).contains(seen + 1);
    assertThat(metrics.get("shouwang.directory.behind").gauge().value()).isZero();
  }

  /// A command that ends while the directory is read said that its new revision cannot be read.
  @Test
  void takesTheEndOfAProcessForNoFaultOfTheDirectory() throws SQLException {
    execute("update directory.state set revision = revision + 1");
    Thread.currentThread().interrupt();
    boolean read = loader.refresh();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(read).isFalse();
    assertThat(loader.refresh()).as("without a pause").isTrue();
  }

  private double leftOut() {
    return metrics.get("shouwang.directory.left.out").gauge().value();
  }

  private void change(String sql) throws SQLException {
    execute(sql);
    execute("update directory.state set revision = revision + 1");
    loader.refresh();
  }

  private void execute(String sql) throws SQLException {
    String database = url.substring(url.lastIndexOf('/') + 1);
    try (Connection connection = TestCluster.get().superuser(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
