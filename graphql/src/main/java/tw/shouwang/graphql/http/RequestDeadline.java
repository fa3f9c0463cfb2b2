package tw.shouwang.graphql.http;

import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Closes a connection whose request has not arrived whole in time. It stands before the codec,
/// where the first byte is seen; [#messages()] stands behind it, where the last part is.
///
/// A request that arrives in one read, as nearly all do, costs no timer.
final class RequestDeadline extends ChannelInboundHandlerAdapter {

  private final Duration most;
  private boolean incomplete;
  private @Nullable ScheduledFuture<?> timer;

  RequestDeadline(Duration most) {
    this.most = most;
  }

  /// The part that sees requests end.
  ChannelDuplexHandler messages() {
    return new ChannelDuplexHandler() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof LastHttpContent) {
          complete();
        }
        context.fireChannelRead(message);
      }
    };
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    start(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    incomplete = true;
    context.fireChannelRead(bytes);
    if (incomplete && timer == null) {
      start(context);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    complete();
    context.fireChannelInactive();
  }

  private void start(ChannelHandlerContext context) {
    if (speaksHttp(context)) {
      timer =
          context.executor().schedule(() -> end(context), most.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void end(ChannelHandlerContext context) {
    if (speaksHttp(context)) {
      context.close();
    }
  }

  private void complete() {
    incomplete = false;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  /// After the upgrade to a WebSocket there are no requests to wait for.
  private static boolean speaksHttp(ChannelHandlerContext context) {
    return context.pipeline().get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) != null;
  }
}
