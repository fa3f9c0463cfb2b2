package tw.shouwang.graphql.ws;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnClose;
import io.micronaut.websocket.annotation.OnError;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tw.shouwang.graphql.Caller;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.execution.Engines;
import tw.shouwang.graphql.execution.GraphQlEngine;
import tw.shouwang.graphql.execution.Operation;
import tw.shouwang.graphql.execution.Outcome;
import tw.shouwang.graphql.execution.PublicIsServed;
import tw.shouwang.graphql.ratelimits.CallerKeys;
import tw.shouwang.graphql.streams.OpenStreams;
import tw.shouwang.graphql.streams.StreamSettings;

/// The public schema over WebSocket, by the protocol graphql-transport-ws.
@Requires(condition = PublicIsServed.class)
@ServerWebSocket(value = GraphQlSocket.PATH, subprotocols = GraphQlSocket.PROTOCOL)
class GraphQlSocket {

  static final String PATH = "/graphql/ws";
  static final String PROTOCOL = "graphql-transport-ws";
  private static final int LONGEST_FRAME = 65_536;
  private static final CloseReason NO_PROTOCOL =
      new CloseReason(4406, "Subprotocol not acceptable");
  private static final CloseReason FULL = new CloseReason(1013, "Try again later");

  private final GraphQlEngine engine;
  private final InstantSource clock;
  private final OpenStreams open;
  private final StreamSettings settings;
  private final CallerKeys callers;
  // Keyed by the session object, because the client chooses the session's id.
  private final Map<WebSocketSession, Client> clients = new ConcurrentHashMap<>();

  GraphQlSocket(
      Engines engines,
      InstantSource clock,
      OpenStreams open,
      StreamSettings settings,
      CallerKeys callers) {
    this.engine = engines.of(SchemaSlice.PUBLIC);
    this.clock = clock;
    this.open = open;
    this.settings = settings;
    this.callers = callers;
  }

  private record Client(SocketConversation conversation, OpenStreams.Place place) {}

  @OnOpen
  void opened(WebSocketSession session, HttpRequest<?> request) {
    if (!session.getSubprotocol().filter(PROTOCOL::equals).isPresent()) {
      session.close(NO_PROTOCOL);
      return;
    }
    String languages = request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE);
    Caller caller = Caller.stranger(callers.of(request));
    SocketConversation conversation =
        new SocketConversation(
            session, settings, caller, (id, operation) -> messages(id, operation, languages));
    Optional<OpenStreams.Place> place = open.enter(caller.key(), conversation::goAway);
    if (place.isEmpty()) {
      session.close(FULL);
      return;
    }
    clients.put(session, new Client(conversation, place.get()));
    conversation.opened();
  }

  @OnMessage(maxPayloadLength = LONGEST_FRAME)
  void received(String message, WebSocketSession session) {
    Client client = clients.get(session);
    if (client != null) {
      client.conversation.received(message);
    }
  }

  @OnClose
  void closed(WebSocketSession session) {
    Client client = clients.remove(session);
    if (client != null) {
      client.place.leave();
      client.conversation.ended();
    }
  }

  @OnError
  void failed(WebSocketSession session) {
    closed(session);
    session.close(CloseReason.INTERNAL_ERROR);
  }

  private Publisher<Messages.Message> messages(
      String id, Operation operation, @Nullable String languages) {
    RequestContext context = RequestContext.accepting(languages, clock.instant());
    return Mono.fromCompletionStage(() -> engine.open(operation, context))
        .flatMapMany(outcome ->
            switch (outcome) {
              case Outcome.Finished finished -> finished(id, finished);
              case Outcome.Events events ->
                  Flux.from(events.answers())
                      .map(answer -> Messages.answer(id, answer))
                      .concatWithValues(Messages.complete(id))
                      .takeUntil(Messages.Message::last);
            });
  }

  private static Flux<Messages.Message> finished(String id, Outcome.Finished finished) {
    Messages.Message message = Messages.answer(id, finished.answer());
    return message.last() ? Flux.just(message) : Flux.just(message, Messages.complete(id));
  }
}
