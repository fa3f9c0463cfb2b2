package tw.shouwang.graphql.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// C4: the documents of apps, in the forms that their developers' tools write.
class DocumentFilesTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-28");

  @TempDir Path folder;

  @Test
  void readsWhatTheToolsWrite() throws IOException {
    write("persisted-documents.json", "{\"c0de\": \"query A { hello }\"}");
    write("persisted_queries.json", "{\"5e1a\": \"query B { hello }\\n\"}");
    write(
        "persisted-query-manifest.json",
        """
        {"format": "apollo-persisted-query-manifest", "version": 1, "operations": [
          {"id": "a901", "name": "C", "type": "query", "body": "query C { hello }"}]}
        """);
    write("operationOutput.json", "{\"a902\": {\"name\": \"D\", \"source\": \"query D { now }\"}}");
    write("E.graphql", "query E { now }\n");

    TrustedDocuments documents = TrustedDocuments.of("nowhere", folder);

    assertThat(documents.text("c0de", TODAY)).hasValue("query A { hello }");
    assertThat(documents.text("5e1a", TODAY)).hasValue("query B { hello }\n");
    assertThat(documents.text("a901", TODAY)).hasValue("query C { hello }");
    assertThat(documents.text("a902", TODAY)).hasValue("query D { now }");
    String id = TrustedDocuments.id("query E { now }\n");
    assertThat(documents.text("sha256:" + id, TODAY)).hasValue("query E { now }\n");
    assertThat(documents.isServed("query A { hello }", TODAY)).isTrue();
    assertThat(documents.isServed("query F { hello }", TODAY)).isFalse();
  }

  @Test
  void servesATextAsLongAsOneOfItsIds() throws IOException {
    write("one.json", "{\"old\": \"{ hello }\"}");
    write("two.json", "{\"new\": \"{ hello }\"}");
    write("retired.txt", "old 2026-11-28 the app has left the shop\n");

    TrustedDocuments documents = TrustedDocuments.of("nowhere", folder);

    assertThat(documents.text("old", TODAY)).isEmpty();
    assertThat(documents.text("new", TODAY)).isPresent();
    assertThat(documents.isServed("{ hello }", TODAY)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"id\": 1}",
        "{\"id\": {\"name\": \"A\"}}",
        "{\"\": \"{ hello }\"}",
        "{\"format\": \"other\", \"operations\": []}",
        "{\"format\": \"apollo-persisted-query-manifest\"}",
        "{\"format\": \"apollo-persisted-query-manifest\", \"operations\": [{\"id\": \"1\"}]}"
      })
  void namesAFileThatIsNone(String json) throws IOException {
    write("package.json", json);
    assertThatThrownBy(() -> TrustedDocuments.of("nowhere", folder))
        .isInstanceOf(UnfitDocuments.class)
        .hasMessageContaining("package.json");
  }

  @Test
  void refusesOneIdForTwoDocuments() throws IOException {
    write("one.json", "{\"id\": \"{ hello }\"}");
    write("two.json", "{\"id\": \"{ now }\"}");
    assertThatThrownBy(() -> TrustedDocuments.of("nowhere", folder))
        .isInstanceOf(UnfitDocuments.class)
        .hasMessageContainingAll("id", "one.json", "two.json");
  }

  /// A folder that would fill a node's memory stops the start, whatever is in it.
  @Test
  void readsNoMoreThanANodeCanHold() throws IOException {
    write("small.json", "{\"a\": \"{ emergencyNumbers { key } }\"}");
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("large.json").toFile(), "rw")) {
      file.setLength(DocumentFiles.MOST_BYTES);
    }
    assertThatThrownBy(() -> DocumentFiles.in(folder))
        .isInstanceOf(UnfitDocuments.class)
        .hasMessageContaining("together");
  }

  @Test
  void stopsWhereTheFolderIsNotThere() {
    assertThatThrownBy(() -> TrustedDocuments.of("nowhere", folder.resolve("none")))
        .isInstanceOf(UnfitDocuments.class);
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
