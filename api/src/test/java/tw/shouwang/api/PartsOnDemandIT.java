package tw.shouwang.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.DatabaseStart;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.snapshot.SnapshotStore;

/// 18: a command that forgets to have the database set up finds what an operator's would find, and
/// not what the test's own node has read.
@MicronautTest(transactional = false)
class PartsOnDemandIT implements EmbeddedTest {

  @Inject CommandsBeside commands;
  @Inject DatabaseStart node;
  @Inject SnapshotStore store;

  @Test
  void nothingIsSetUpBeforeACommandAsksForIt() {
    assertThat(node.isReady()).isTrue();
    try (PartsOnDemand parts = commands.parts()) {
      assertThat(parts.get(DatabaseStart.class).isReady()).isFalse();
      assertThat(parts.afterSetUp(DatabaseStart.class).isReady()).isTrue();
      assertThat(parts.get(SnapshotStore.class).current().version())
          .as("the node's own database")
          .isEqualTo(store.current().version());
      assertThat(parts.get(SnapshotStore.class)).isNotSameAs(store);
    }
  }
}
