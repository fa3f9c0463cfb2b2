package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// W26: each connection that a client resets at the right moment was a stack trace in the log.
class BrokenConnectionsTest {

  private final EmbeddedChannel channel = new EmbeddedChannel(new BrokenConnections());

  @Test
  void endsQuietlyWhenTheConnectionBreaks() {
    channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
    channel.checkException();
    assertThat(channel.isActive()).isFalse();
  }

  @Test
  void leavesFaultsToWhoeverKnowsThem() {
    channel.pipeline().fireExceptionCaught(new IllegalStateException("ours"));
    assertThatThrownBy(channel::checkException).hasMessage("ours");
    assertThat(channel.isActive()).isTrue();
  }
}
