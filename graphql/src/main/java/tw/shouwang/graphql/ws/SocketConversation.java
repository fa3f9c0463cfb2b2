package tw.shouwang.graphql.ws;

import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tw.shouwang.graphql.Caller;
import tw.shouwang.graphql.execution.Operation;
import tw.shouwang.graphql.http.RequestDecoder;
import tw.shouwang.graphql.json.JsonReader;
import tw.shouwang.graphql.streams.StreamSettings;

/// One client's connection by graphql-transport-ws, from its first message to its end. The close
/// codes are the protocol's.
///
/// The next event of an operation is requested only after the previous one was written, so a client
/// that does not read delays only its own operations.
final class SocketConversation {

  private static final CloseReason BAD_MESSAGE = new CloseReason(4400, "Invalid message");
  private static final CloseReason UNAUTHORIZED = new CloseReason(4401, "Unauthorized");
  private static final CloseReason TOO_LATE =
      new CloseReason(4408, "Connection initialisation timeout");
  private static final CloseReason DUPLICATE = new CloseReason(4409, "Subscriber already exists");
  private static final CloseReason TWICE =
      new CloseReason(4429, "Too many initialisation requests");
  private static final CloseReason TOO_MANY = new CloseReason(4429, "Too many operations");

  /// Operations that one socket may run at once.
  private static final int MOST_OPERATIONS = 20;

  /// The longest id of an operation in characters. All messages about an operation repeat its id.
  private static final int LONGEST_ID = 256;

  private static final CloseReason GOING = CloseReason.GOING_AWAY;

  private final WebSocketSession session;
  private final StreamSettings settings;
  private final Caller caller;
  private final BiFunction<String, Operation, Publisher<Messages.Message>> answers;
  private final Map<String, Disposable> operations = new ConcurrentHashMap<>();
  private final Disposable.Composite timers = Disposables.composite();
  private boolean hello;

  /// @param answers the messages of one operation, by its id
  SocketConversation(
      WebSocketSession session,
      StreamSettings settings,
      Caller caller,
      BiFunction<String, Operation, Publisher<Messages.Message>> answers) {
    this.session = session;
    this.settings = settings;
    this.caller = caller;
    this.answers = answers;
  }

  void opened() {
    timers.add(after(settings.initTimeout()).subscribe(tick -> initTimedOut()));
    timers.add(
        Flux.interval(settings.heartbeat())
            .onBackpressureDrop()
            .concatMap(tick -> send(Messages.PING))
            .subscribe(sent -> {}, failure -> ended()));
  }

  private static Mono<Long> after(Duration time) {
    return Mono.delay(time);
  }

  private synchronized void initTimedOut() {
    if (!hello) {
      close(TOO_LATE);
    }
  }

  void received(String text) {
    Map<String, @Nullable Object> message = JsonReader.object(text);
    if (message == null || !(message.get("type") instanceof String type)) {
      close(BAD_MESSAGE);
      return;
    }
    switch (type) {
      case "connection_init" -> greet();
      case "ping" -> send(Messages.PONG).subscribe();
      case "pong" -> {}
      case "subscribe" -> subscribe(message);
      case "complete" -> cancel(message);
      default -> close(BAD_MESSAGE);
    }
  }

  private synchronized void greet() {
    if (hello) {
      close(TWICE);
      return;
    }
    hello = true;
    send(Messages.ACK).subscribe();
  }

  private synchronized boolean greeted() {
    return hello;
  }

  private void subscribe(Map<String, @Nullable Object> message) {
    Optional<Operation> operation = payload(message);
    if (!greeted()) {
      close(UNAUTHORIZED);
    } else if (operation.isEmpty() || !(message.get("id") instanceof String id) || !isId(id)) {
      close(BAD_MESSAGE);
    } else if (operations.size() >= MOST_OPERATIONS) {
      close(TOO_MANY);
    } else {
      Disposable.Swap running = Disposables.swap();
      if (operations.putIfAbsent(id, running) != null) {
        close(DUPLICATE);
        return;
      }
      running.update(
          Flux.from(answers.apply(id, operation.get()))
              .doFinally(signal -> operations.remove(id, running))
              .concatMap(
                  answer -> {
                    // Remove the operation first: once the client sees its end, it may use the id
                    // again at once.
                    if (answer.last()) {
                      operations.remove(id, running);
                    }
                    return send(answer.text());
                  },
                  1)
              .subscribe(sent -> {}, failure -> ended()));
    }
  }

  /// Whether our messages can repeat the id: half a surrogate pair has no UTF-8.
  private static boolean isId(String id) {
    return !id.isEmpty()
        && id.length() <= LONGEST_ID
        && id.codePoints().noneMatch(each -> Character.getType(each) == Character.SURROGATE);
  }

  @SuppressWarnings("unchecked")
  private Optional<Operation> payload(Map<String, @Nullable Object> message) {
    return message.get("payload") instanceof Map<?, ?> payload
        ? RequestDecoder.operation((Map<String, @Nullable Object>) payload, caller)
        : Optional.empty();
  }

  private void cancel(Map<String, @Nullable Object> message) {
    if (!(message.get("id") instanceof String id)) {
      close(BAD_MESSAGE);
      return;
    }
    Disposable running = operations.remove(id);
    if (running != null) {
      running.dispose();
    }
  }

  /// Closes the connection because the node stops.
  void goAway() {
    close(GOING);
  }

  private void close(CloseReason reason) {
    ended();
    session.close(reason);
  }

  void ended() {
    timers.dispose();
    operations.values().forEach(Disposable::dispose);
    operations.clear();
  }

  private Mono<String> send(String message) {
    return session.isOpen() ? Mono.from(session.send(message)) : Mono.empty();
  }
}
