package tw.shouwang.graphql.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A8, W8: connections that come by thousands, send a request and are gone. The event loop is kept
/// busy meanwhile, as it is in such a flood.
class FloodOfConnectionsTest {

  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

  private final EventLoopGroup listening =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final EventLoopGroup serving =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final CountDownLatch busy = new CountDownLatch(1);
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final ConcurrentHashMap<Channel, StringBuffer> seen = new ConcurrentHashMap<>();
  private final List<Socket> sockets = new ArrayList<>();
  private final InetSocketAddress address = bind();

  private InetSocketAddress bind() {
    Channel listener =
        new ServerBootstrap()
            .group(listening, serving)
            .channel(NioServerSocketChannel.class)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new AcceptPace(), new Counting());
                  }
                })
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    EarlyHangUp.watch(channel);
                    channel.pipeline().addLast(new Recording());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
    return (InetSocketAddress) listener.localAddress();
  }

  private final class Counting extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      accepted.incrementAndGet();
      context.fireChannelRead(message);
    }
  }

  private final class Recording extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      seen.computeIfAbsent(context.channel(), channel -> new StringBuffer())
          .append(bytes.toString(US_ASCII));
      bytes.release();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      ended.incrementAndGet();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
      // The end of the connection follows.
    }
  }

  @AfterEach
  void stop() throws IOException {
    busy.countDown();
    for (Socket each : sockets) {
      each.close();
    }
    listening.shutdownGracefully();
    serving.shutdownGracefully();
  }

  private void keepBusy() {
    serving.execute(() -> {
      try {
        busy.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private Socket ask(String request) throws IOException {
    Socket socket = new Socket(address.getAddress(), address.getPort());
    sockets.add(socket);
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    return socket;
  }

  private List<String> seen() {
    return seen.values().stream().map(StringBuffer::toString).toList();
  }

  private static void until(BooleanSupplier holds) throws InterruptedException {
    for (int i = 0; i < 500 && !holds.getAsBoolean(); i++) {
      Thread.sleep(20);
    }
    assertThat(holds.getAsBoolean()).isTrue();
  }

  /// Reset, or closed in order.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void beginsNothingForAClientThatHasLeft(boolean reset) throws Exception {
    keepBusy();
    for (int i = 0; i < 20; i++) {
      Socket socket = ask(REQUEST);
      if (reset) {
        socket.setSoLinger(true, 0);
      }
      socket.close();
    }
    Socket patient = ask(REQUEST);
    busy.countDown();
    until(() -> ended.get() == 20 && !seen.isEmpty());
    assertThat(patient.isClosed()).isFalse();
    assertThat(seen()).containsExactly(REQUEST);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2_000, 8_191, 8_193, 30_000, 200_000})
  void passesOnEverythingInItsOrder(int length) throws Exception {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(text.length()).append(' ');
    }
    Socket socket = ask(text.toString());
    socket.getOutputStream().write("more".getBytes(US_ASCII));
    until(() -> seen().equals(List.of(text + "more")));
    socket.getOutputStream().write("later".getBytes(US_ASCII));
    socket.close();
    until(() -> ended.get() == 1);
    assertThat(seen()).containsExactly(text + "more" + "later");
  }

  /// The loop sets up a few connections at a time and can serve those that are open in between.
  @Test
  void acceptsNoFasterThanConnectionsAreSetUp() throws Exception {
    keepBusy();
    for (int i = 0; i < 200; i++) {
      ask(REQUEST);
    }
    // The listening socket is read in batches of 16.
    until(() -> accepted.get() >= AcceptPace.MOST);
    Thread.sleep(200);
    assertThat(accepted.get()).isLessThan(AcceptPace.MOST + 16);
    busy.countDown();
    until(() -> accepted.get() == 200 && seen.size() == 200);
  }
}
