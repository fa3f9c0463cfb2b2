package tw.shouwang.graphql.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Collectors;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.execution.Engines;

/// Adds our handlers to every listening socket, an [AcceptPace], and to every connection: an
/// [EarlyHangUp] and a [ResponseDeadline], and for HTTP/1.1 also a [RequestDeadline],
/// [RequestHeads] and, after an upgrade, [SocketFrames].
@Singleton
class ConnectionRules implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

  private static final String SOCKET_COMPRESSION = "WebSocketServerCompressionHandler";

  private final GraphQlSettings settings;
  private final BeanProvider<Engines> engines;

  ConnectionRules(GraphQlSettings settings, BeanProvider<Engines> engines) {
    this.settings = settings;
    this.engines = engines;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    NettyServerCustomizer.Registry registry = event.getBean();
    Set<String> roomy =
        engines.get().names().stream()
            .filter(schema -> !schema.equals(SchemaSlice.PUBLIC))
            .map(schema -> "/" + schema + "/")
            .collect(Collectors.toSet());
    registry.register(new Customizer(roomy));
    return registry;
  }

  private class Customizer implements NettyServerCustomizer {

    final Set<String> roomy;

    Customizer(Set<String> roomy) {
      this.roomy = roomy;
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      if (role == ChannelRole.LISTENER) {
        channel.pipeline().addLast("accept-pace", new AcceptPace());
      }
      return role == ChannelRole.CONNECTION ? new OnConnection(channel.pipeline(), roomy) : this;
    }
  }

  private final class OnConnection extends Customizer {

    private final ChannelPipeline pipeline;

    OnConnection(ChannelPipeline pipeline, Set<String> roomy) {
      super(roomy);
      this.pipeline = pipeline;
    }

    @Override
    public void onInitialPipelineBuilt() {
      pipeline.addFirst("response-deadline", new ResponseDeadline(settings.responseDeadline()));
      pipeline.addFirst("broken-connections", new BrokenConnections());
      EarlyHangUp.watch(pipeline.channel());
    }

    @Override
    public void onStreamPipelineBuilt() {
      String codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
      if (pipeline.get(codec) != null) {
        RequestDeadline deadline = new RequestDeadline(settings.requestDeadline());
        pipeline.addBefore(codec, "request-deadline", deadline);
        pipeline.addAfter(codec, "socket-frames", new SocketFrames(settings.maxBodyBytes()));
        pipeline.addAfter(
            codec, "request-heads", new RequestHeads(settings.maxHeaderBytes(), roomy));
        pipeline.addAfter(codec, "request-complete", deadline.messages());
      }
      ChannelHandler compression = pipeline.get(SOCKET_COMPRESSION);
      if (compression != null) {
        // Without this, a compressed frame of some kilobytes would become as many megabytes before
        // its size is checked.
        pipeline.remove(compression);
      }
    }
  }
}
