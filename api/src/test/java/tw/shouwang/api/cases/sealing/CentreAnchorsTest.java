package tw.shouwang.api.cases.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.serde.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CentreAnchorsTest {

  @TempDir Path folder = Path.of("");

  /// A device has no size and no end: its first look took all memory.
  @Test
  @Timeout(30)
  void whatIsNoVerificationFileStopsNoOther() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("mounted"), anchor("ntpc"));
    Path told = Files.createDirectory(folder.resolve("told"));
    Files.writeString(told.resolve("tpe.json"), anchor("tpe"));
    Files.createSymbolicLink(told.resolve("ntpc.json"), elsewhere.resolve("mounted"));
    Files.createSymbolicLink(told.resolve("device.json"), Path.of("/dev/zero"));
    Files.createSymbolicLink(told.resolve("gone.json"), folder.resolve("gone"));
    Files.createDirectory(told.resolve("folder.json"));
    Files.writeString(told.resolve("long.json"), " ".repeat(64 * 1024) + anchor("long"));
    Files.writeString(told.resolve("deep.json"), "[".repeat(60_000));
    Files.write(told.resolve("bytes.json"), new byte[] {(byte) 0xff, 0, 1});
    Files.writeString(told.resolve("other.json"), anchor("tyc"));

    CentreAnchors anchors =
        new CentreAnchors(
            new CentreKeySettings(
                Map.of(), told.toString(), Duration.ofDays(7), Duration.ofDays(14)),
            ObjectMapper.getDefault(),
            Instant::now);

    assertThat(anchors.of("tpe")).isPresent();
    assertThat(anchors.of("ntpc")).as("behind a link").isPresent();
    for (String bad :
        new String[] {"device", "gone", "folder", "long", "deep", "bytes", "other", "tyc"}) {
      assertThat(anchors.of(bad)).as(bad).isEmpty();
    }
  }

  private static String anchor(String centre) {
    return """
    {"code": "%s", "name": {"zh-TW": "某中心"}, "counties": ["63000"], "districts": [], "key": "%s"}
    """
        .formatted(centre, Base64.getEncoder().encodeToString(new byte[32]));
  }
}
