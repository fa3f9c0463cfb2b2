package tw.shouwang.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.graphql.testing.NodeClients;

/// C9: GraphiQL with subscriptions, samples and the staff schema.
@MicronautTest(transactional = false)
class GraphiQlIT implements EmbeddedTest {

  private final IdentityProvider provider = IdentityProvider.start();

  @Inject EmbeddedServer server;

  @AfterAll
  void stop() {
    provider.close();
  }

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @Test
  void itsSamplesAreAnsweredByBothSchemas() {
    assertThat(
            NodeClients.run(
                "graphiql.mjs",
                "http://127.0.0.1:" + server.getPort(),
                provider.token("lin", "tpe", "INTAKE_WORKER")))
        .containsExactly("GraphiQL OK");
  }
}
