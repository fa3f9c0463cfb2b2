package tw.shouwang.api.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// 19: what Kubernetes says of its Services is no mistyped setting, and a mistyped setting is none
/// of its Services.
class ServiceLinksTest {

  @ParameterizedTest
  @CsvSource({
    "SHOUWANG_SERVICE_HOST, 10.0.0.11",
    "SHOUWANG_SERVICE_PORT, 8080",
    "SHOUWANG_SERVICE_PORT_HTTP, 8080",
    "SHOUWANG_PORT, tcp://10.0.0.11:8080",
    "SHOUWANG_PORT_8080_TCP, tcp://10.0.0.11:8080",
    "SHOUWANG_PORT_8080_TCP_PROTO, tcp",
    "SHOUWANG_PORT_8080_TCP_PORT, 8080",
    "SHOUWANG_PORT_8080_TCP_ADDR, 10.0.0.11",
    "SHOUWANG_STAFF_INTERNAL_SERVICE_HOST, 10.0.0.12",
    "SHOUWANG_STAFF_INTERNAL_PORT_443_UDP, udp://10.0.0.12:443",
    "SHOUWANG_OPERATORS_PORT, tcp://10.0.0.13:9080"
  })
  void knowsALink(String name, String value) {
    assertThat(ServiceLinks.in(Map.of(name, value))).containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource({
    "SHOUWANG_PORT, 8080",
    "SHOUWANG_OPERATORS_PORT, 9080",
    "SHOUWANG_OPERATOR_PORT, 9080",
    "SHOUWANG_DATABASE_HOST, 10.0.0.11",
    "SHOUWANG_DATABASE_URL, jdbc:postgresql://10.0.0.11:5432/shouwang",
    "SHOUWANG_KEYS_DIRECTORY_PORT_TCP, tcp://10.0.0.11:8080",
    "SHOUWANG_WEBHOOKS_0_URL, https://10.0.0.11:8080",
    "OTHER_SERVICE_HOST, 10.0.0.11"
  })
  void leavesSettingsAndMistakesAlone(String name, String value) {
    assertThat(ServiceLinks.in(Map.of(name, value))).isEmpty();
  }
}
