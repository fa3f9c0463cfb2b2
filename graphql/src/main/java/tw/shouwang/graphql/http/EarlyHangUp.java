package tw.shouwang.graphql.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/// Keeps a connection's first bytes until it is known that the client is still there, so that a
/// request whose client sent it and hung up at once costs next to nothing.
///
/// Netty reads no further than it has to, and would see the end of such a connection only after its
/// request has been parsed, routed and begun. Therefore the first read goes on until nothing more
/// is there. If it meets the connection's end, the bytes are dropped. Later reads are not touched,
/// because a client that sends more has waited for an answer before.
final class EarlyHangUp extends ChannelInboundHandlerAdapter {

  /// The most bytes that are kept. A client that sends more at once is taken to be there, because
  /// the first bytes of many connections are kept at the same time.
  private static final int MOST = 8_192;

  private final Queue<Object> kept = new ArrayDeque<>();
  private int size;
  private boolean over;

  /// The result of the last read of the socket: 0 when nothing more was there, negative at the end
  /// of the connection. It stays positive when the read failed, as it does after a reset.
  private int last;

  /// To be called before the channel's first read.
  static void watch(Channel channel) {
    EarlyHangUp handler = new EarlyHangUp();
    RecvByteBufAllocator usual = channel.config().getRecvByteBufAllocator();
    channel.config().setRecvByteBufAllocator(() -> handler.reads(usual.newHandle()));
    channel.pipeline().addFirst("early-hang-up", handler);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (over) {
      context.fireChannelRead(message);
      return;
    }
    kept.add(message);
    size += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
    if (size > MOST) {
      pass(context);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (!over && last == 0) {
      pass(context);
    }
    over = true;
    context.fireChannelReadComplete();
    context.pipeline().remove(this);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    kept.forEach(ReferenceCountUtil::release);
    kept.clear();
  }

  private void pass(ChannelHandlerContext context) {
    over = true;
    for (Object message = kept.poll(); message != null; message = kept.poll()) {
      context.fireChannelRead(message);
    }
  }

  private RecvByteBufAllocator.Handle reads(RecvByteBufAllocator.Handle usual) {
    return new RecvByteBufAllocator.DelegatingHandle(usual) {

      @Override
      public void lastBytesRead(int bytes) {
        last = bytes;
        super.lastBytesRead(bytes);
      }

      @Override
      public boolean continueReading() {
        return (!over && last > 0) || super.continueReading();
      }
    };
  }
}
