package tw.shouwang.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.graphql.testing.NodeClients;

/// C2: the caches of Apollo Client and Relay, which keep one value for each id.
@MicronautTest(transactional = false)
class CachesIT implements EmbeddedTest {

  @Inject EmbeddedServer server;

  /// A deaf person in New Taipei was shown the fire line of Taipei, which a query for Taipei had
  /// put under the same id.
  @Test
  void keepsEveryViewOfAnEntryUnderAnIdOfItsOwn() {
    assertThat(NodeClients.run("caches.mjs", server.getURI() + "/graphql"))
        .singleElement()
        .asString()
        .endsWith("each cache holds what was said");
  }
}
