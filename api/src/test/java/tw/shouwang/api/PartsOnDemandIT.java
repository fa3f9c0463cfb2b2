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

  /// 22: one way to say that the words are wrong, which ends where the command writes.
  @Test
  void aMistakeIsToldWhereTheCommandWrites() {
    String[][] mistakes = {
      {"sites", "issue", "1", "CLINIC", "安心", "--link", "https://a.example/r", "--out", "p.svg"},
      {"guide", "--language", "fr"},
      {"messages", "--language", "fr"}
    };
    for (String[] words : mistakes) {
      CommandsBeside.Ended ended = commands.run(words);
      assertThat(ended.status()).isEqualTo(2);
      assertThat(ended.said())
          .containsAnyOf("there is no area with this code", "no language of ours has this tag")
          .contains("Usage: shouwang " + words[0]);
    }
  }
}
