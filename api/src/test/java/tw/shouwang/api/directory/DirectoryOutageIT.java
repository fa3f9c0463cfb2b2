package tw.shouwang.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.json.JsonMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.DirectoryPack;

/// A node that starts without PostgreSQL answers from its saved snapshot.
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectoryOutageIT implements TestPropertyProvider {

  @Inject
  @Client("/")
  HttpClient http;

  @Override
  public Map<String, String> getProperties() {
    try {
      Path data =
          Files.createTempDirectory(Files.createDirectories(Path.of("target")), "data-")
              .toAbsolutePath();
      Path folder = Files.createDirectories(data.resolve("directory"));
      JsonMapper json = JsonMapper.createDefault();
      DirectoryDocument pack = DirectoryPack.load(json);
      DirectoryDocument saved =
          new DirectoryDocument(
              pack.version(),
              pack.attribution(),
              "an-earlier-epoch",
              42L,
              0L,
              pack.synonyms(),
              pack.sources(),
              pack.areas(),
              pack.centres(),
              pack.entries(),
              pack.calendar(),
              pack.calendarEdition(),
              pack.closures(),
              pack.removed(),
              pack.understanding());
      try (OutputStream stream =
          new GZIPOutputStream(Files.newOutputStream(folder.resolve("directory.json.gz")))) {
        json.writeValue(stream, saved);
      }
      return Map.of(
          "shouwang.database.url", "jdbc:postgresql://127.0.0.1:1/nothing",
          "shouwang.database.password", "unused",
          "shouwang.database.vault-password", "unused",
          "shouwang.data.directory", data.toString(),
          "micronaut.server.port", "-1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void answersFromTheSavedDirectory() {
    String answer =
        http.toBlocking()
            .retrieve(
                HttpRequest.POST(
                        "/graphql",
                        Map.of(
                            "query",
                            """
                            {
                              directoryVersion { version resourceCount }
                              emergencyNumbers { key availability { state } }
                              resources(filter: {text: "家暴"}, first: 1) { nodes { key } }
                            }
                            """))
                    .accept("application/json"));
    assertThat(answer)
        .contains("an-earlier-epoch.42", "\"resourceCount\":330", "tw.emergency.110")
        .doesNotContain("errors");
  }
}
