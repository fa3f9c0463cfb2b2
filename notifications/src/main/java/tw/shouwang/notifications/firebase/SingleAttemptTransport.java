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

/// The HTTP transport of Google's library: one try per call, a deadline for every try, and no
/// redirects.
///
/// The library itself repeats a call up to five times after a 503 or a 401, sleeping in the calling
/// thread, and has no setting against it. So this transport reports a 500 instead, which the
/// library does not repeat, and passes the true status in [#STATUS]. It does the same with a
/// redirect, which the library would follow.
final class SingleAttemptTransport extends HttpTransport {

  static final String STATUS = "x-shouwang-status";

  private static final Set<String> SET_BY_THE_CLIENT =
      Set.of("content-length", "host", "connection", "expect", "upgrade");
  private static final int MOST_BYTES = 1 << 16;

  private final HttpClient client;
  private final Duration answerTimeout;
  private final @Nullable URI standIn;

  /// @param standIn replaces the scheme, host and port of every address
  SingleAttemptTransport(Duration connectTimeout, Duration answerTimeout, @Nullable URI standIn) {
    this.answerTimeout = answerTimeout;
    this.standIn = standIn;
    this.client =
        HttpClient.newBuilder()
            // The same protocol for Google and for the stand-in, so that the tests cover what runs.
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
