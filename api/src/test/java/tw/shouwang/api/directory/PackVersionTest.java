package tw.shouwang.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.directory.document.DirectoryPack;

/// A database takes a pack once for each version, so content that changes under the version of
/// before never reaches a county that has it.
class PackVersionTest {

  /// A line for each version: the version and the SHA-256 of its files, the newest last.
  private static final Path VERSIONS = Path.of("src/test/resources/pack-versions.txt");

  private static final Path PACK = Path.of("src/main/resources/directory");
  private static final Pattern FILES = Pattern.compile("pack\\.json|l.*\\.(txt|json)|calendar-.*");

  @Test
  void otherContentHasAnotherVersion() throws IOException, NoSuchAlgorithmException {
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    try (Stream<Path> files = Files.list(PACK)) {
      for (Path file : files.sorted().toList()) {
        if (FILES.matcher(file.getFileName().toString()).matches()) {
          hash.update(Files.readAllBytes(file));
        }
      }
    }
    String version = DirectoryPack.load(JsonMapper.createDefault()).version();
    List<String> lines = Files.readAllLines(VERSIONS, StandardCharsets.UTF_8);

    assertThat(lines.getLast())
        .as("raise the version in pack.json and add its line; a released one never changes")
        .isEqualTo(version + " " + HexFormat.of().formatHex(hash.digest()));
    assertThat(lines.stream().map(line -> line.split(" ")[0])).doesNotHaveDuplicates();
  }
}
