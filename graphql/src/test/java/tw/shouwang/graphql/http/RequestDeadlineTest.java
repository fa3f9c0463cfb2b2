package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// W19: every started request has a deadline, wherever the reads split it.
class RequestDeadlineTest {

  private static final String WHOLE = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String BODY = "POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody";

  private final EmbeddedChannel channel = channel();

  private static EmbeddedChannel channel() {
    RequestDeadline deadline = new RequestDeadline(Duration.ofSeconds(10));
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    channel.pipeline().addLast("request-deadline", deadline);
    channel
        .pipeline()
        .addLast(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, new HttpServerCodec())
        .addLast(deadline.messages())
        .addLast(new Refuser());
    return channel;
  }

  /// Answers an error while a request arrives, as the framework does.
  private static final class Refuser extends ChannelInboundHandlerAdapter {

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (cause instanceof HttpStatusException refused) {
        context.writeAndFlush(
            new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(refused.getStatus().getCode())));
      } else {
        context.fireExceptionCaught(cause);
      }
    }
  }

  private void read(String... parts) {
    for (String part : parts) {
      channel.writeInbound(Unpooled.copiedBuffer(part, StandardCharsets.US_ASCII));
    }
  }

  private void answer() {
    channel.writeOutbound(
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT));
  }

  private String sent() {
    StringBuilder text = new StringBuilder();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      text.append(part.toString(StandardCharsets.US_ASCII));
      part.release();
    }
    return text.toString();
  }

  private void pass(int seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P",
        "POST / HT",
        "POST / HTTP/1.1\r\nHo",
        "POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"
      })
  void endsHalfARequestBehindAWholeOne(String half) {
    read(WHOLE + half);
    answer();
    channel.releaseOutbound();
    pass(11);
    assertThat(channel.isActive()).isFalse();
    boolean begun = half.contains("\r\n\r\n");
    assertThat(sent()).as("its answer").matches(begun ? "(?s)HTTP/1.1 408 .*" : "");
  }

  /// A body that is broken off is no shorter body.
  @Test
  void refusesABodyWhoseChunksAreBroken() {
    read("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nZZ\r\n");
    assertThat(sent()).startsWith("HTTP/1.1 400 ");
    assertThat(channel.isActive()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 14, 20, 26})
  void endsItWhereverTheFirstWasCut(int cut) {
    read(WHOLE.substring(0, cut), WHOLE.substring(cut) + "POST / HT");
    answer();
    pass(11);
    assertThat(channel.isActive()).isFalse();
  }

  @Test
  void keepsWhatIsWholeAndWhatWaitsForItsAnswer() {
    read(WHOLE);
    answer();
    pass(60);
    read(BODY.substring(0, BODY.length() - 4), BODY.substring(BODY.length() - 4));
    pass(60);
    assertThat(channel.isActive()).as("a long answer").isTrue();
    answer();
    pass(60);
    read(BODY + WHOLE);
    pass(60);
    assertThat(channel.isActive()).isTrue();
  }

  @Test
  void endsASilentConnection() {
    pass(11);
    assertThat(channel.isActive()).isFalse();
  }
}
