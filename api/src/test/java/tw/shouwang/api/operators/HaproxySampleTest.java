package tw.shouwang.api.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The sample waits for a node as long as the bench does whose figures OPERATIONS.md has.
class HaproxySampleTest {

  @Test
  void aBusyNodeIsNotADeadOne() throws IOException {
    String bench = Files.readString(Path.of("../bench/failover/haproxy.cfg"));
    assertThat(bench).contains("timeout check 3s", "inter 1s fall 3 rise 1");
    List<String> sample = Files.readAllLines(Path.of("src/dist/proxy/haproxy.cfg"));
    assertThat(sample).contains("  timeout check 3s");
    assertThat(sample.stream().map(String::strip).filter(line -> line.matches("#?server .*")))
        .hasSizeGreaterThan(4)
        .allMatch(line -> line.endsWith(" check inter 1s fall 3 rise 1"));
  }
}
