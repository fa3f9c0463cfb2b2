package tw.shouwang.graphql.sse;

import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tw.shouwang.graphql.streams.OpenStreams;

/// Keeps a stream of frames alive: a first sign at once, because some browsers wait for one, and
/// heartbeats, until the frames end or the node stops.
final class EventStream {

  private EventStream() {}

  static Publisher<byte[]> of(Publisher<byte[]> frames, Duration heartbeat, OpenStreams open) {
    Sinks.Empty<Void> stop = Sinks.empty();
    Runnable end = stop::tryEmitEmpty;
    if (!open.enter(end)) {
      return Flux.empty();
    }
    Flux<byte[]> beats =
        Flux.interval(heartbeat).onBackpressureDrop().map(beat -> EventFrames.PING);
    return Flux.from(frames)
        .publish(shared ->
            Flux.merge(shared, beats.takeUntilOther(shared.ignoreElements().onErrorComplete())))
        .startWith(Mono.just(EventFrames.PING))
        .takeUntilOther(stop.asMono())
        .doFinally(signal -> open.leave(end));
  }
}
