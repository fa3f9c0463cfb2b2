package tw.shouwang.api.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedEncodingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "GZIP",
        "x-gzip",
        "br, gzip;q=0.001",
        "deflate;q=0.5 , gzip ; q=1.000",
        "*",
        "br, *;q=0.1",
        "*;q=0, gzip",
        "gzip;level=9",
      })
  void gzipIsAccepted(String header) {
    assertThat(AcceptedEncodings.hasGzip(List.of(header))).isTrue();
  }

  /// What is named counts before `*`, whatever comes first.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "identity",
        "br",
        "gzipped",
        "gzip;q=0, *",
        "*, gzip;q=0.000",
        "gzip;Q=0, *;q=1",
        "*;q=0",
        "gzip;q=",
        "gzip;q=2",
        "gzip;q=yes",
      })
  void gzipIsNotAccepted(String header) {
    assertThat(AcceptedEncodings.hasGzip(List.of(header))).isFalse();
  }

  @Test
  void readsAllLinesOfTheHeader() {
    assertThat(AcceptedEncodings.hasGzip(List.of())).isFalse();
    assertThat(AcceptedEncodings.hasGzip(List.of("*", "gzip;q=0"))).isFalse();
    assertThat(AcceptedEncodings.hasGzip(List.of("br", "gzip"))).isTrue();
  }
}
