package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import tw.shouwang.graphql.testing.NodeClients;

/// The audit suite of graphql-http 1.23.1: every audit passes without a warning.
@MicronautTest
class GraphQlOverHttpAuditIT {

  private static final int AUDITS = 61;
  private final EmbeddedServer server;

  GraphQlOverHttpAuditIT(EmbeddedServer server) {
    this.server = server;
  }

  @Test
  void passesEveryAudit() {
    List<String> results = NodeClients.run("audit.mjs", server.getURI() + "/graphql");

    assertThat(results)
        .hasSize(AUDITS)
        .allSatisfy(result -> assertThat(result).contains("\"status\":\"ok\""));
  }
}
