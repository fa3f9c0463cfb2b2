package tw.shouwang.graphql.http;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Singleton;

/// Puts a [RequestDeadline] and [ReadableLanguages] on every HTTP/1.1 connection, and a
/// [ResponseDeadline] on every one.
@Singleton
class RequestDeadlines implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

  private final GraphQlSettings settings;

  RequestDeadlines(GraphQlSettings settings) {
    this.settings = settings;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    NettyServerCustomizer.Registry registry = event.getBean();
    registry.register(new Customizer());
    return registry;
  }

  private class Customizer implements NettyServerCustomizer {

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      return role == ChannelRole.CONNECTION ? new OnConnection(channel.pipeline()) : this;
    }
  }

  private final class OnConnection extends Customizer {

    private final ChannelPipeline pipeline;

    OnConnection(ChannelPipeline pipeline) {
      this.pipeline = pipeline;
    }

    @Override
    public void onInitialPipelineBuilt() {
      pipeline.addFirst("response-deadline", new ResponseDeadline(settings.responseDeadline()));
    }

    @Override
    public void onStreamPipelineBuilt() {
      String codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
      if (pipeline.get(codec) != null) {
        RequestDeadline deadline = new RequestDeadline(settings.requestDeadline());
        pipeline.addBefore(codec, "request-deadline", deadline);
        pipeline.addAfter(codec, "request-complete", deadline.messages());
        pipeline.addAfter(codec, "readable-languages", new ReadableLanguages());
      }
    }
  }
}
