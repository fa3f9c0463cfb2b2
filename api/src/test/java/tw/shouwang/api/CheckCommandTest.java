package tw.shouwang.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// O12: `check` of a process whose database does not answer.
class CheckCommandTest {

  @TempDir private Path data;

  /// 12, 4: what fails hides nothing of the rest; a centre that an old copy of the directory lacks
  /// is no reason to refuse a start, and a missing secret is.
  @Test
  void looksAtEachPartByItself() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("shouwang.roles", "public,staff");
    settings.put("shouwang.data.directory", data.toString());
    settings.put("shouwang.database.url", "jdbc:postgresql://127.0.0.1:1/shouwang");
    settings.put("shouwang.database.password", "secret");
    settings.put("shouwang.database.vault-password", "secret");
    settings.put("shouwang.webhooks[0].name", "pager");
    settings.put("shouwang.webhooks[0].url", "https://127.0.0.1:9/");
    settings.put("shouwang.webhooks[0].centre", "atlantis");
    settings.put("shouwang.webhooks[0].events", "DANGER_ARRIVED");
    StringWriter said = new StringWriter();
    int status;
    try (PartsOnDemand parts = new PartsOnDemand(ApplicationContext.builder(settings))) {
      CommandLine line = Commands.line(parts, List.of("check")).setOut(new PrintWriter(said, true));
      status = line.execute("check");
    }
    assertThat(status).isEqualTo(2);
    assertThat(said.toString())
        .containsPattern("wrong +database +The database does not answer")
        .containsPattern("weak +webhooks +.* is of atlantis, which is no centre here by")
        .containsPattern("missing +webhooks +The key file webhook-pager.private.key")
        .containsPattern("ok +keys ")
        .containsPattern("disk +The folder of keys has [0-9]+ GiB free")
        .containsPattern("disk +The folder of data has [0-9]+ GiB free")
        .containsPattern("disk +The folder of erasures has [0-9]+ GiB free");
  }
}
