package tw.shouwang.api.pages.integrity;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// Fetches pages of a running service over the network, as a visitor's browser does.
final class RunningPages implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LONGEST_BYTES = 4 << 20;

  /// The `User-Agent` of a usual browser, because a service that serves changed pages could serve
  /// unchanged ones to a program.
  private static final String BROWSER =
      "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"
          + " Mobile Safari/537.36";

  private final URI origin;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  RunningPages(URI origin) {
    this.origin = origin;
  }

  /// The result of fetching an address.
  sealed interface Fetched {

    /// @param policy the header Content-Security-Policy; empty without one
    @SuppressWarnings("ArrayRecordComponent") // Never changed, never compared.
    record Body(int status, String policy, byte[] bytes) implements Fetched {}

    /// No answer, or one that is longer than any of our files.
    record Nothing() implements Fetched {}
  }

  /// Asks for all addresses at once.
  Map<String, Fetched> fetch(Collection<String> addresses) {
    Map<String, CompletableFuture<Fetched>> asked = new TreeMap<>();
    addresses.forEach(address -> asked.put(address, ask(address)));
    Map<String, Fetched> fetched = new TreeMap<>();
    asked.forEach((address, answer) -> fetched.put(address, answer.join()));
    return fetched;
  }

  private CompletableFuture<Fetched> ask(String address) {
    HttpRequest request =
        HttpRequest.newBuilder(origin.resolve(address))
            .timeout(PATIENCE)
            .header("User-Agent", BROWSER)
            .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
            .header("Accept-Language", "zh-TW,zh;q=0.9,en;q=0.8")
            .build();
    return http.sendAsync(request, BodyHandlers.ofInputStream())
        .thenApply(RunningPages::read)
        .exceptionally(failure -> new Fetched.Nothing());
  }

  private static Fetched read(HttpResponse<InputStream> response) {
    try (InputStream in = response.body()) {
      byte[] bytes = in.readNBytes(LONGEST_BYTES + 1);
      return bytes.length > LONGEST_BYTES
          ? new Fetched.Nothing()
          : new Fetched.Body(
              response.statusCode(),
              response.headers().firstValue("Content-Security-Policy").orElse(""),
              bytes);
    } catch (IOException e) {
      return new Fetched.Nothing();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
