package tw.shouwang.notifications.firebase;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.foundation.Deadline;

/// The wire under Google's library: one try per call, an end to every try, and no redirects.
///
/// The library itself would repeat a call that is answered 503 or 401 up to five times, sleeping in
/// the calling thread, and offers no setting against it. So it is told 500 instead, which it does
/// not repeat, and the true status travels in [#STATUS]. A redirect is told the same way: the
/// library would follow it itself.
final class SingleAttemptTransport extends HttpTransport {

  static final String STATUS = "x-shouwang-status";

  private static final Set<String> SET_BY_THE_CLIENT =
      Set.of("content-length", "host", "connection", "expect", "upgrade");
  private static final int MOST_BYTES = 1 << 16;

  private final HttpClient client;
  private final Duration answerTimeout;
  private final @Nullable URI standIn;

  /// @param standIn takes the place of every address's scheme, host and port
  SingleAttemptTransport(Duration connectTimeout, Duration answerTimeout, @Nullable URI standIn) {
    this.answerTimeout = answerTimeout;
    this.standIn = standIn;
    this.client =
        HttpClient.newBuilder()
            // One protocol for Google and the stand-in: what is tested is what runs.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  @Override
  protected LowLevelHttpRequest buildRequest(String method, String url) {
    return new Request(method, address(URI.create(url)));
  }

  private URI address(URI asked) {
    if (standIn == null) {
      return asked;
    }
    return standIn.resolve(asked.getRawPath());
  }

  @Override
  public void shutdown() {
    client.shutdownNow();
  }

  private final class Request extends LowLevelHttpRequest {

    private final String method;
    private final HttpRequest.Builder request;

    Request(String method, URI address) {
      this.method = method;
      this.request = HttpRequest.newBuilder(address);
    }

    @Override
    public void addHeader(String name, String value) {
      if (!SET_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
        request.header(name, value);
      }
    }

    @Override
    public LowLevelHttpResponse execute() throws IOException {
      request.method(method, BodyPublishers.ofByteArray(body()));
      if (getContentType() != null) {
        request.header("Content-Type", getContentType());
      }
      if (getContentEncoding() != null) {
        request.header("Content-Encoding", getContentEncoding());
      }
      return new Response(exchange(request.build()));
    }

    private byte[] body() throws IOException {
      var bytes = new ByteArrayOutputStream();
      if (getStreamingContent() != null) {
        getStreamingContent().writeTo(bytes);
      }
      return bytes.toByteArray();
    }
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException {
    var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES);
    var answer = client.sendAsync(request, handler);
    return switch (Deadline.await(answerTimeout, answer)) {
      case Deadline.Outcome.Done<HttpResponse<byte[]>>(HttpResponse<byte[]> response) -> response;
      case Deadline.Outcome.Failed<HttpResponse<byte[]>>(Throwable cause) ->
          throw new IOException("no answer", cause);
      case Deadline.Outcome.TooLate<HttpResponse<byte[]>> _ ->
          throw new SocketTimeoutException("no answer in time");
    };
  }
}
