package tw.shouwang.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.directory.document.DirectoryPack;

/// A database takes a pack once for each version, so content that changes under the version of
/// before never reaches a county that has it.
class PackVersionTest {

  /// A line for each version: the version and the SHA-256 of its files, the newest last.
  private static final Path VERSIONS = Path.of("src/test/resources/pack-versions.txt");

  private static final List<String> FILES =
      List.of("pack.json", "lexicon.txt", "lines.json", "calendar-2026.csv", "calendar-2027.csv");

  @Test
  void otherContentHasAnotherVersion() throws IOException, NoSuchAlgorithmException {
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    for (String file : FILES) {
      try (InputStream content =
          Objects.requireNonNull(getClass().getResourceAsStream("/directory/" + file), file)) {
        hash.update(content.readAllBytes());
      }
    }
    String version = DirectoryPack.load(JsonMapper.createDefault()).version();
    List<String> lines = Files.readAllLines(VERSIONS, StandardCharsets.UTF_8);

    assertThat(lines.getLast())
        .as("raise the version in pack.json and add its line")
        .isEqualTo(version + " " + HexFormat.of().formatHex(hash.digest()));
    assertThat(lines.stream().map(line -> line.split(" ")[0])).doesNotHaveDuplicates();
  }
}
