package tw.shouwang.api.pages.assets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.graphql.testing.NodeClients;

/// The styles that are served are what their source says, and a phone can load them.
class StylesTest {

  private static final Path SERVED = Path.of("src/main/resources/pages/assets/pages.css");

  /// `npm run styles` in `src/test/clients` writes them again.
  @Test
  void areWhatTheirSourceCompilesTo(@TempDir Path folder) throws Exception {
    Path compiled = folder.resolve("pages.css");
    NodeClients.run(
        "styles.mjs",
        Path.of("src/main/styles/pages.scss").toAbsolutePath().toString(),
        compiled.toString());
    assertThat(Files.readString(SERVED)).isEqualTo(Files.readString(compiled));
  }

  /// The crown and the font are the British government's own.
  @Test
  void loadNothingFromAnywhere() throws Exception {
    assertThat(Files.readString(SERVED))
        .doesNotContainIgnoringCase("@font-face", "transport", "url(http", "crown", "@import");
  }

  @Test
  void areSmall() {
    assertThat(new Assets().find("pages.css").orElseThrow().bytes().gzip()).hasSizeLessThan(12_000);
  }
}
