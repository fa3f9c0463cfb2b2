package tw.shouwang.graphql.http;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Refuses a request that has not arrived completely in time, or whose body's chunks are malformed,
/// and closes its connection; a late WebSocket frame, or a head of which a part is missing, only
/// closes it. This handler stands before the codec and sees the first byte; [#messages()] stands
/// behind the codec and sees the last part.
///
/// A request that arrives in one read, as nearly all do, costs no timer.
final class RequestDeadline extends ChannelInboundHandlerAdapter {

  private final Duration most;
  private boolean incomplete;
  private boolean leftover;
  private int unanswered;
  private boolean arriving;
  private boolean refused;
  private @Nullable ScheduledFuture<?> timer;

  RequestDeadline(Duration most) {
    this.most = most;
  }

  /// The handler that sees requests begin and end.
  ChannelDuplexHandler messages() {
    return new ChannelDuplexHandler() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
          unanswered++;
          arriving = true;
          incomplete = true;
        }
        if (message instanceof LastHttpContent) {
          arriving = false;
          complete();
          if (!(message instanceof HttpRequest)
              && ((LastHttpContent) message).decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            refuse(context, HttpStatus.BAD_REQUEST);
            return;
          }
        } else if (message instanceof WebSocketFrame) {
          complete();
        }
        context.fireChannelRead(message);
      }

      @Override
      public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && unanswered > 0) {
          unanswered--;
          if (refused && unanswered == 0) {
            context.write(message, promise.unvoid()).addListener(ChannelFutureListener.CLOSE);
            return;
          }
        }
        context.write(message, promise);
      }
    };
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    start(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    if (!(bytes instanceof ByteBuf read)) {
      context.fireChannelRead(bytes);
      return;
    }
    incomplete = true;
    // If the codec holds nothing of an earlier read, it takes this very buffer as its own; bytes
    // left in it are the beginning of the next request. If the codec did hold something, the rest
    // is not visible here, and it counts as a beginning once.
    boolean hidden = leftover;
    read.retain();
    try {
      context.fireChannelRead(bytes);
      leftover = read.isReadable() || (hidden && incomplete);
    } finally {
      read.release();
    }
    boolean uncertain = hidden && !incomplete && speaksHttp(context);
    if ((incomplete || leftover || uncertain) && timer == null) {
      start(context);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    complete();
    context.fireChannelInactive();
  }

  private void start(ChannelHandlerContext context) {
    timer = context.executor().schedule(() -> end(context), most.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// The time is over. If the client waits for the answer to a complete request, the delay is ours
  /// and the deadline starts again; little more is read of the client meanwhile.
  private void end(ChannelHandlerContext context) {
    timer = null;
    if (unanswered > (arriving ? 1 : 0)) {
      start(context);
    } else if (unanswered > 0 && !refused) {
      refuse(context, HttpStatus.REQUEST_TIMEOUT);
    } else {
      context.close();
    }
  }

  /// Answers a request with an error while its body is still awaited. Whoever waits for the body
  /// meets the error.
  private void refuse(ChannelHandlerContext context, HttpStatus status) {
    refused = true;
    start(context);
    context.fireExceptionCaught(new HttpStatusException(status, ""));
  }

  private static boolean speaksHttp(ChannelHandlerContext context) {
    return context.pipeline().get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) != null;
  }

  private void complete() {
    incomplete = false;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
