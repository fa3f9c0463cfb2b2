package tw.shouwang.graphql.http;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;

/// Closes a connection that can no longer be read or written, such as one that its client has
/// reset. The framework would try to answer it, and log with a stack trace that this failed, so
/// anybody could fill the log.
@ChannelHandler.Sharable
final class BrokenConnections extends ChannelInboundHandlerAdapter {

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      context.close();
    } else {
      context.fireExceptionCaught(cause);
    }
  }
}
