package tw.shouwang.graphql.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.RejectedExecutionException;

/// Accepts new connections no faster than the event loops set them up; the others wait in the
/// operating system's queue. Stands in the pipeline of the listening socket.
///
/// Accepting is much cheaper than setting up. Without this, a flood of new connections fills the
/// loops' queues, and the requests on connections that are already open wait behind all of them.
final class AcceptPace extends ChannelInboundHandlerAdapter {

  /// The most accepted connections that wait for their loop.
  static final int MOST = 32;

  /// Read and written on the listening socket's loop only.
  private int waiting;

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    waiting++;
    if (waiting == MOST) {
      context.channel().config().setAutoRead(false);
    }
    context.fireChannelRead(accepted);
    try {
      // The loop runs its tasks in order, so by then it has set up the connection.
      ((Channel) accepted).eventLoop().execute(() -> tell(context));
    } catch (RejectedExecutionException | IllegalStateException e) {
      // The connection found no loop, or its loop has ended.
      isSetUp(context);
    }
  }

  private void tell(ChannelHandlerContext context) {
    if (!context.executor().isShuttingDown()) {
      context.executor().execute(() -> isSetUp(context));
    }
  }

  private void isSetUp(ChannelHandlerContext context) {
    if (waiting == MOST) {
      context.channel().config().setAutoRead(true);
    }
    waiting--;
  }
}
