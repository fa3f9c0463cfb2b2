package tw.shouwang.graphql.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Closes a connection whose client sends requests but does not read the answers: its send buffer
/// has been full for the whole time. A client that reads costs no timer.
final class ResponseDeadline extends ChannelInboundHandlerAdapter {

  private final Duration most;
  private @Nullable ScheduledFuture<?> timer;

  ResponseDeadline(Duration most) {
    this.most = most;
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    if (!context.channel().isWritable()) {
      timer =
          context.executor().schedule(() -> end(context), most.toMillis(), TimeUnit.MILLISECONDS);
    }
    context.fireChannelWritabilityChanged();
  }

  private static void end(ChannelHandlerContext context) {
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (timer != null) {
      timer.cancel(false);
    }
    context.fireChannelInactive();
  }
}
