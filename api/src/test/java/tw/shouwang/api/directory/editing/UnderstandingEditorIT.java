package tw.shouwang.api.directory.editing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.CommandsBeside;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.TestCluster;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.directory.storage.SnapshotLoader;
import tw.shouwang.api.directory.understanding.LexiconFile;
import tw.shouwang.api.directory.understanding.LexiconGroup;
import tw.shouwang.api.directory.understanding.Understood;
import tw.shouwang.api.testing.OperatorClient;

/// An editor can change the data for understanding texts, but cannot hide a crisis line.
@MicronautTest(transactional = false)
class UnderstandingEditorIT implements EmbeddedTest {

  private static final String CORPUS = "src/test/resources/understanding/training.tsv";

  @TempDir Path folder = Path.of("");

  @Inject CommandsBeside commands;
  @Inject DirectoryEditing editing;
  @Inject UnderstandingEditor understanding;
  @Inject SnapshotStore store;
  @Inject SnapshotLoader loader;
  @Inject OperatorClient operators;

  @Property(name = "shouwang.database.url")
  String url = "";

  @Test
  void anEntryThatHidesACrisisIsRefusedWithTheSentence() throws Exception {
    Path hides = folder.resolve("hides.txt");
    Files.writeString(hides, "instead en: kill myself, want to die, end my life, suicide\n");
    String before = store.current().version();
    StringBuilder said = new StringBuilder();
    assertThat(run(said, "edit-understanding", hides.toString(), "--corpus", CORPUS)).isNotZero();
    assertThat(said).contains("would hide the line for a crisis in: ");
    assertThat(store.current().version()).isEqualTo(before);
  }

  /// A phrase was looked for without letters of other scripts: 死にたい as 死.
  @Test
  void aPhraseInUnknownLettersIsRefused() throws Exception {
    Path groups = folder.resolve("groups.txt");
    Files.writeString(groups, "says suicide ja: 死にたい, 自殺\nsays suicide zh: 想𣨶\n");
    String[] edit = {"edit-understanding", groups.toString(), "--corpus", CORPUS, "--dry-run"};
    StringBuilder said = new StringBuilder();
    assertThat(run(said, edit)).isNotZero();
    assertThat(said)
        .contains(
            "says.suicide.ja: has letters that no text is read with: 死にたい",
            "says.suicide.zh: has letters that no text is read with: 想𣨶")
        .doesNotContain("with: 自殺");
  }

  @Test
  void theSentencesKeptApartAreNotOpened() throws Exception {
    Path groups = folder.resolve("groups.txt");
    Files.writeString(groups, "says debt zh: 卡債壓垮\n");
    String apart = "src/test/resources/understanding/unseen.tsv";
    StringBuilder said = new StringBuilder();
    assertThat(run(said, "edit-understanding", groups.toString(), "--corpus", apart)).isNotZero();
    assertThat(said).contains("kept apart");
  }

  @Test
  void aDryRunChangesNothingAndAnEditIsRead() throws Exception {
    Path groups = folder.resolve("groups.txt");
    Files.writeString(groups, "says suicide jv: kepengin modar\n");
    String before = store.current().version();
    StringBuilder said = new StringBuilder();
    assertThat(run(said, "edit-understanding", groups.toString(), "--corpus", CORPUS, "--dry-run"))
        .isZero();
    assertThat(store.current().version()).isEqualTo(before);
    assertThat(run(said, "edit-understanding", groups.toString(), "--corpus", CORPUS)).isZero();
    assertThat(store.current().version()).isNotEqualTo(before);
    assertThat(store.current().understanding().lexicon())
        .anyMatch(group -> group.key().equals("says.suicide.jv"));
    assertThat(run(said, "export-understanding", folder.toString())).isZero();
    assertThat(Files.readString(folder.resolve("lexicon.txt")))
        .contains("says suicide jv: kepengin modar");
    String table = folder.resolve("lines.json").toString();
    String fewer = everyTenthSentence();
    assertThat(run(said, "edit-understanding", table, "--corpus", fewer, "--dry-run")).isZero();
    Files.writeString(
        folder.resolve("lines.json"),
        Files.readString(folder.resolve("lines.json"))
            .replace("tw.hotline.113", "tw.hotline.none"));
    assertThat(run(said, "edit-understanding", table, "--corpus", fewer)).isNotZero();
    assertThat(said).contains("no entry has the key tw.hotline.none");
  }

  /// What was tried over the corpus with an earlier directory is not written into a later one.
  @Test
  void aChangeThatWasTriedBeforeAnotherIsNotWritten() {
    List<LexiconGroup> groups = LexiconFile.parse("says suicide ms: nak bunuh diri\n");
    DirectoryDocument tried = store.held().document();
    assertThat(understanding.write("first", groups, null, tried)).isTrue();
    assertThat(understanding.write("second", groups, null, tried)).isFalse();
    loader.refresh();
  }

  /// W11: a row of a newer version, or a broken one, does not prevent others from being read.
  @Test
  void aBrokenRowIsLeftOutAndSaid() throws Exception {
    change(
        """
        insert into directory.understanding (key, lexicon, edited)
        values ('lexicon.sings.zh', '{"kind": "SINGS", "language": "zh", "phrases": ["啦"]}', true);
        update directory.understanding set lines = '{"crisisLines": 7}' where key = 'lines'
        """);
    assertThat(operators.get("/health"))
        .contains("understanding lexicon.sings.zh", "understanding lines");
    List<String> lines =
        store.current().understanding().read("爸爸打我", null).lines().stream()
            .map(Understood.Line::key)
            .toList();
    assertThat(lines).startsWith("tw.hotline.113");
  }

  /// For a change of the table, with which every sentence is read again: half a minute for all.
  private String everyTenthSentence() throws IOException {
    List<String> sentences = Files.readAllLines(Path.of(CORPUS));
    Path fewer = folder.resolve("fewer.tsv");
    Files.write(
        fewer,
        IntStream.range(0, sentences.size())
            .filter(each -> each % 10 == 0)
            .mapToObj(sentences::get)
            .toList());
    return fewer.toString();
  }

  private int run(StringBuilder said, String... arguments) {
    List<String> words = new ArrayList<>(List.of("directory"));
    words.addAll(List.of(arguments));
    CommandsBeside.Ended ended = commands.run(words.toArray(String[]::new));
    said.append(ended.said());
    loader.refresh();
    return ended.status();
  }

  private void change(String sql) throws Exception {
    String database = url.substring(url.lastIndexOf('/') + 1);
    try (Connection connection = TestCluster.get().superuser(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      statement.execute("update directory.state set revision = revision + 1");
    }
    loader.refresh();
  }
}
