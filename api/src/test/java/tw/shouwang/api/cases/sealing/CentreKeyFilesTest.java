package tw.shouwang.api.cases.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.serde.ObjectMapper;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.cases.envelope.CentreWrap;
import tw.shouwang.api.keys.KeyFiles;

class CentreKeyFilesTest {

  @TempDir Path folder = Path.of("");

  /// A node that has just opened something with a key opens nothing more once it is destroyed.
  @Test
  void opensNothingWithAKeyThatAnotherProcessHasDestroyed() {
    CentreKeyFiles node = process();
    CentreKeyFiles command = process();
    command.keepPrivate("tpe", 1, CentreWrap.KeyPair.generate().privateKey());
    assertThat(node.opener("tpe", 1)).isPresent();
    assertThat(node.opener("tpe", 1)).as("kept ready").isEqualTo(node.opener("tpe", 1));
    assertThat(node.opener("tpe", 2)).isEmpty();

    command.destroyPrivate("tpe", 1);

    assertThat(node.opener("tpe", 1)).isEmpty();
    assertThat(command.opener("tpe", 1)).isEmpty();
  }

  private CentreKeyFiles process() {
    CentreKeySettings settings =
        new CentreKeySettings(Map.of(), null, Duration.ofDays(7), Duration.ofDays(14));
    return new CentreKeyFiles(
        new KeyFiles(folder, true, new SecureRandom()),
        settings,
        new CentreAnchors(settings, ObjectMapper.getDefault(), Instant::now));
  }
}
