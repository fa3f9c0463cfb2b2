package tw.shouwang.graphql.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.json.StrictUtf8;

/// Between a connection's codec and the framework's sockets: assembles frames into messages of
/// bounded length, answers pings, and does the closing handshake (RFC 6455, 5.4, 5.5, 7). It passes
/// on whole text messages in UTF-8.
///
/// While a client does not read our messages, its messages are not read either.
final class SocketFrames extends ChannelDuplexHandler {

  /// The framework's name for the codec's decoder.
  private static final String DECODER = "wsdecoder";

  private static final int MOST_FRAGMENTS = 1_024;
  private static final long FRAGMENTS_SECONDS = 10;
  private static final long HANDSHAKE_SECONDS = 2;

  /// The last close code that a client may use (RFC 6455, 7.4.2).
  private static final int LAST_CLOSE_CODE = 4_999;

  private final int longest;
  private @Nullable ByteArrayOutputStream fragments;
  private int fragmentCount;
  private @Nullable ScheduledFuture<?> fragmentTimer;
  private boolean upgraded;
  private boolean closeSent;
  private boolean closeReceived;
  private @Nullable ChannelPromise waitingToClose;

  /// @param longest the longest message in bytes, over all of its frames
  SocketFrames(int longest) {
    this.longest = longest;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof WebSocketFrame frame) {
      upgraded = true;
      try {
        received(context, frame);
      } finally {
        frame.release();
      }
      return;
    }
    if (message instanceof HttpRequest request) {
      // We offer no WebSocket extension.
      request.headers().remove(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
    }
    context.fireChannelRead(message);
  }

  private void received(ChannelHandlerContext context, WebSocketFrame frame) {
    if (closeReceived || (closeSent && !(frame instanceof CloseWebSocketFrame))) {
      return;
    }
    if (frame.rsv() != 0) {
      fail(context, WebSocketCloseStatus.PROTOCOL_ERROR);
      return;
    }
    switch (frame) {
      case CloseWebSocketFrame close -> closed(context, close);
      case PingWebSocketFrame ping -> answer(context, ping);
      case PongWebSocketFrame _ -> {}
      case TextWebSocketFrame text -> first(context, text);
      case ContinuationWebSocketFrame more -> append(context, more);
      default -> fail(context, WebSocketCloseStatus.INVALID_MESSAGE_TYPE);
    }
  }

  private static void answer(ChannelHandlerContext context, PingWebSocketFrame ping) {
    if (context.channel().isWritable()) {
      context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
    }
  }

  private void first(ChannelHandlerContext context, TextWebSocketFrame frame) {
    if (fragments != null) {
      fail(context, WebSocketCloseStatus.PROTOCOL_ERROR);
    } else if (frame.isFinalFragment()) {
      message(context, bytes(frame.content()));
    } else {
      fragments = new ByteArrayOutputStream();
      fragmentCount = 0;
      fragmentTimer =
          context
              .executor()
              .schedule(
                  () -> fail(context, WebSocketCloseStatus.POLICY_VIOLATION),
                  FRAGMENTS_SECONDS,
                  TimeUnit.SECONDS);
      append(context, frame);
    }
  }

  private void append(ChannelHandlerContext context, WebSocketFrame frame) {
    ByteArrayOutputStream whole = fragments;
    if (whole == null) {
      fail(context, WebSocketCloseStatus.PROTOCOL_ERROR);
      return;
    }
    fragmentCount++;
    if (whole.size() + frame.content().readableBytes() > longest
        || fragmentCount > MOST_FRAGMENTS) {
      fail(context, WebSocketCloseStatus.MESSAGE_TOO_BIG);
      return;
    }
    whole.writeBytes(bytes(frame.content()));
    if (frame.isFinalFragment()) {
      forgetFragments();
      message(context, whole.toByteArray());
    }
  }

  private void message(ChannelHandlerContext context, byte[] bytes) {
    if (bytes.length > longest) {
      fail(context, WebSocketCloseStatus.MESSAGE_TOO_BIG);
    } else if (StrictUtf8.text(bytes) == null) {
      fail(context, WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
    } else {
      context.fireChannelRead(new TextWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
    }
  }

  private static byte[] bytes(ByteBuf content) {
    byte[] bytes = new byte[content.readableBytes()];
    content.readBytes(bytes);
    return bytes;
  }

  /// The client closes: we return the same code and then close the connection first, as the server
  /// should.
  private void closed(ChannelHandlerContext context, CloseWebSocketFrame frame) {
    closeReceived = true;
    ChannelPromise waiting = waitingToClose;
    if (waiting != null) {
      context.close(waiting);
    } else if (!closeSent) {
      closeSent = true;
      context.writeAndFlush(answerTo(frame)).addListener(ChannelFutureListener.CLOSE);
    }
  }

  private static CloseWebSocketFrame answerTo(CloseWebSocketFrame frame) {
    int code = frame.statusCode();
    if (code < 0) {
      return new CloseWebSocketFrame();
    }
    if (code > LAST_CLOSE_CODE || !WebSocketCloseStatus.isValidStatusCode(code)) {
      return new CloseWebSocketFrame(WebSocketCloseStatus.PROTOCOL_ERROR, "");
    }
    ByteBuf reason = frame.content().slice(2, frame.content().readableBytes() - 2);
    return StrictUtf8.text(bytes(reason)) == null
        ? new CloseWebSocketFrame(WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "")
        : new CloseWebSocketFrame(code, "");
  }

  private void fail(ChannelHandlerContext context, WebSocketCloseStatus status) {
    forgetFragments();
    if (!closeSent) {
      closeSent = true;
      context
          .writeAndFlush(new CloseWebSocketFrame(status, ""))
          .addListener(written -> close(context, context.newPromise()));
    }
  }

  private void forgetFragments() {
    fragments = null;
    if (fragmentTimer != null) {
      fragmentTimer.cancel(false);
      fragmentTimer = null;
    }
  }

  /// Handles broken frames for which the codec would close the connection without a close code.
  private void listenToTheEnd(ChannelPipeline pipeline) {
    if (pipeline.get(DECODER) != null) {
      WebSocketDecoderConfig config =
          WebSocketDecoderConfig.newBuilder()
              .maxFramePayloadLength(longest)
              .allowExtensions(true)
              .closeOnProtocolViolation(false)
              .build();
      pipeline.replace(DECODER, DECODER, new WebSocket13FrameDecoder(config));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException broken) {
      fail(context, broken.closeStatus());
    } else {
      context.fireExceptionCaught(cause);
    }
  }

  /// Sends nothing after our close frame.
  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response
        && response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      listenToTheEnd(context.pipeline());
    }
    if (message instanceof WebSocketFrame) {
      if (closeSent) {
        ReferenceCountUtil.release(message);
        promise.trySuccess();
        return;
      }
      closeSent = message instanceof CloseWebSocketFrame;
    }
    context.write(message, promise);
  }

  /// After our close frame the client has a moment to answer it. Closing the connection at once
  /// could lose our last messages.
  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    if (!closeSent || closeReceived || !context.channel().isActive()) {
      context.close(promise);
    } else if (waitingToClose == null) {
      waitingToClose = promise;
      context
          .executor()
          .schedule(() -> context.close(promise), HANDSHAKE_SECONDS, TimeUnit.SECONDS);
    } else {
      waitingToClose.addListener(ended -> promise.trySuccess());
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (upgraded) {
      context.channel().config().setAutoRead(context.channel().isWritable());
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    forgetFragments();
    context.fireChannelInactive();
  }
}
