package tw.shouwang.notifications.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// A server on this machine that answers as FCM does: for tests, for development, and for app
/// developers without a Google project. It checks the requests ([FcmRules]) and records them.
///
/// It listens on the loopback address only. `GET /pushes` lists the recorded pushes, without the
/// tokens.
public final class FcmStandIn implements AutoCloseable {

  private static final String SEND = "/v1/projects/";

  private final HttpServer server;
  private final List<Push> received = Collections.synchronizedList(new ArrayList<>());
  private final List<Push> accepted = Collections.synchronizedList(new ArrayList<>());
  private final Queue<FcmAnswer> script = new ConcurrentLinkedQueue<>();
  private final Semaphore silence = new Semaphore(0);
  private volatile Supplier<FcmAnswer> otherwise = () -> FcmAnswer.of(FcmAnswer.Kind.OK);

  /// One message, parsed, and its body.
  private record Push(JsonObject message, String body) {}

  private FcmStandIn(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("the stand-in cannot listen", e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(SEND, this::take);
    server.createContext("/pushes", this::show);
    server.start();
  }

  /// @param port 0 for any free one
  public static FcmStandIn start(int port) {
    return new FcmStandIn(port);
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /// A token that has the shape of FCM's, different for each number.
  public static String token(long number) {
    return "standIn%04d:APA91b%0128d".formatted(number % 10_000, number);
  }

  /// Gives these answers to the next valid messages. They go before those set by [#answerAlways] or
  /// [#answerAtRandom].
  public void answerNext(FcmAnswer... answers) {
    script.addAll(List.of(answers));
  }

  public void answerAlways(FcmAnswer answer) {
    otherwise = () -> answer;
  }

  /// Answers at random: a success half of the time, else any answer except silence.
  public void answerAtRandom(RandomGenerator chance) {
    List<FcmAnswer.Kind> failures = new ArrayList<>(List.of(FcmAnswer.Kind.values()));
    failures.removeAll(List.of(FcmAnswer.Kind.OK, FcmAnswer.Kind.LATE, FcmAnswer.Kind.SILENCE));
    otherwise =
        () -> {
          synchronized (chance) {
            return FcmAnswer.of(
                chance.nextBoolean()
                    ? FcmAnswer.Kind.OK
                    : failures.get(chance.nextInt(failures.size())));
          }
        };
  }

  /// The messages of every try, valid or not, in order of arrival.
  public List<JsonObject> received() {
    return messages(received);
  }

  /// The accepted messages, which a phone would have got, in order.
  public List<JsonObject> accepted() {
    return messages(accepted);
  }

  /// The bodies of the accepted messages, byte for byte.
  public List<String> acceptedBodies() {
    synchronized (accepted) {
      return accepted.stream().map(Push::body).toList();
    }
  }

  private static List<JsonObject> messages(List<Push> pushes) {
    synchronized (pushes) {
      return pushes.stream().map(Push::message).toList();
    }
  }

  public void forgetAll() {
    received.clear();
    accepted.clear();
  }

  @Override
  public void close() {
    silence.release(Integer.MAX_VALUE / 2);
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Optional<JsonObject> request = read(body);
      String objection =
          request.flatMap(FcmRules::objection).orElse(request.isPresent() ? "" : "no JSON");
      Push push = new Push(request.map(FcmStandIn::message).orElseGet(JsonObject::new), body);
      received.add(push);
      if (!exchange.getRequestHeaders().containsKey("Authorization")) {
        fail(exchange, FcmAnswer.of(FcmAnswer.Kind.UNAUTHENTICATED), "no credentials");
      } else if (!objection.isEmpty()) {
        fail(exchange, FcmAnswer.of(FcmAnswer.Kind.INVALID_ARGUMENT), objection);
      } else {
        answer(exchange, push);
      }
    }
  }

  private static JsonObject message(JsonObject request) {
    return request.get("message") instanceof JsonObject message ? message : new JsonObject();
  }

  private static Optional<JsonObject> read(String body) {
    try {
      return Optional.of(JsonParser.parseString(body).getAsJsonObject());
    } catch (JsonParseException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private void answer(HttpExchange exchange, Push push) throws IOException {
    FcmAnswer scripted = script.poll();
    FcmAnswer answer = scripted == null ? otherwise.get() : scripted;
    switch (answer.kind()) {
      case OK -> {
        accepted.add(push);
        String name = "projects/stand-in/messages/" + accepted.size();
        send(exchange, 200, "{\"name\":\"" + name + "\"}");
      }
      case GARBAGE -> {
        accepted.add(push);
        send(exchange, 200, "<html>");
      }
      case CUT -> accepted.add(push);
      case LATE -> {
        accepted.add(push);
        awaitClose();
      }
      case SILENCE -> awaitClose();
      default -> fail(exchange, answer, "The stand-in was told to say so");
    }
  }

  private void awaitClose() {
    try {
      var unused = silence.tryAcquire(10, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fail(HttpExchange exchange, FcmAnswer answer, String words)
      throws IOException {
    answer.retryAfter().ifPresent(value -> exchange.getResponseHeaders().set("Retry-After", value));
    FcmAnswer.Kind kind = answer.kind();
    send(exchange, kind.status, kind.name.isEmpty() ? "<html>" : error(kind, words).toString());
  }

  private static JsonObject error(FcmAnswer.Kind kind, String words) {
    var error = new JsonObject();
    error.addProperty("code", kind.status);
    error.addProperty("message", words);
    error.addProperty("status", kind.name);
    if (kind.hasCodeOfFcm()) {
      var detail = new JsonObject();
      detail.addProperty("@type", "type.googleapis.com/google.firebase.fcm.v1.FcmError");
      detail.addProperty("errorCode", kind.name());
      var details = new JsonArray();
      details.add(detail);
      error.add("details", details);
    }
    var body = new JsonObject();
    body.add("error", error);
    return body;
  }

  private void show(HttpExchange exchange) throws IOException {
    try (exchange) {
      var pushes = new JsonArray();
      accepted().stream().map(FcmStandIn::withoutToken).forEach(pushes::add);
      send(exchange, 200, pushes + "\n");
    }
  }

  private static JsonElement withoutToken(JsonObject message) {
    JsonObject shown = message.deepCopy();
    shown.addProperty("token", "…");
    return shown;
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
