package tw.shouwang.graphql.sse;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/// One connection that carries the events of several operations.
///
/// A client that does not read fast enough for the bounded queue loses the connection: it will come
/// back, and the first event of a new subscription is always the state as it is.
final class ReservedStream {

  private static final int QUEUE = 256;

  private final Sinks.Many<byte[]> frames =
      Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(QUEUE));
  private final Map<String, Disposable> operations = new ConcurrentHashMap<>();
  private final AtomicBoolean opened = new AtomicBoolean();

  private volatile boolean ended;

  /// Whether this call is the one that opens it.
  boolean open() {
    return opened.compareAndSet(false, true);
  }

  boolean isOpen() {
    return opened.get() && !ended;
  }

  Publisher<byte[]> frames() {
    return frames.asFlux().doFinally(signal -> end());
  }

  int operations() {
    return operations.size();
  }

  /// Takes the operation's place before it runs; false when the id is in use.
  boolean reserve(String id) {
    return operations.putIfAbsent(id, Disposables.single()) == null;
  }

  /// Runs an operation's frames to their end.
  void run(String id, Publisher<byte[]> events) {
    Disposable reserved = operations.get(id);
    if (reserved == null) {
      return;
    }
    Disposable running =
        Flux.from(events).doFinally(signal -> operations.remove(id)).subscribe(this::emit);
    operations.computeIfPresent(id, (key, before) -> running);
    if (reserved.isDisposed()) {
      running.dispose();
    }
  }

  void cancel(String id) {
    Disposable operation = operations.remove(id);
    if (operation != null) {
      operation.dispose();
    }
  }

  void end() {
    ended = true;
    operations.values().forEach(Disposable::dispose);
    operations.clear();
    frames.tryEmitComplete();
  }

  private synchronized void emit(byte[] frame) {
    if (frames.tryEmitNext(frame).isFailure()) {
      end();
    }
  }
}
