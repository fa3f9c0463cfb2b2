package tw.shouwang.graphql.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import org.junit.jupiter.api.Test;
import tw.shouwang.graphql.testing.NodeClients;

/// Real clients of both protocols, and behaviour that they would never show.
@MicronautTest
@Property(name = "shouwang.graphql.streams.heartbeat", value = "200ms")
@Property(name = "shouwang.graphql.streams.init-timeout", value = "700ms")
class StreamsIT {

  private final String stream;
  private final String socket;

  StreamsIT(EmbeddedServer server) {
    this.stream = server.getURI() + "/graphql/stream";
    this.socket = server.getURI().toString().replaceFirst("http", "ws") + "/graphql/ws";
  }

  @Test
  void speaksGraphQlSse() {
    assertThat(NodeClients.run("sse.mjs", stream))
        .hasSize(7)
        .allSatisfy(line -> assertThat(line).startsWith("ok "));
  }

  @Test
  void speaksGraphQlTransportWs() {
    assertThat(NodeClients.run("ws.mjs", socket))
        .hasSize(16)
        .allSatisfy(line -> assertThat(line).startsWith("ok "));
  }

  @Test
  void endsWhatIsOpenWhenTheNodeStops() {
    assertThat(NodeClients.run("stop.mjs", stream, socket))
        .containsExactly("stream ended", "socket closed 1001");
  }
}
