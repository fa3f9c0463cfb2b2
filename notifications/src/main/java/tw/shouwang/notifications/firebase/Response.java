package tw.shouwang.notifications.firebase;

import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A response as Google's library reads it; for the status see [SingleAttemptTransport].
final class Response extends LowLevelHttpResponse {

  private static final Set<Integer> REPEATED_BY_THE_LIBRARY = Set.of(401, 503);

  private final HttpResponse<byte[]> response;
  private final List<Map.Entry<String, String>> headers = new ArrayList<>();

  Response(HttpResponse<byte[]> response) {
    this.response = response;
    response
        .headers()
        .map()
        .forEach((name, values) -> values.forEach(value -> headers.add(Map.entry(name, value))));
    headers.add(Map.entry(SingleAttemptTransport.STATUS, Integer.toString(response.statusCode())));
  }

  @Override
  public int getStatusCode() {
    int status = response.statusCode();
    return isRedirect(status) || REPEATED_BY_THE_LIBRARY.contains(status) ? 500 : status;
  }

  /// The library would follow a redirect by itself, with token and message, to any address.
  static boolean isRedirect(int status) {
    return status >= 300 && status < 400;
  }

  @Override
  public InputStream getContent() {
    return new ByteArrayInputStream(response.body());
  }

  @Override
  public long getContentLength() {
    return response.body().length;
  }

  @Override
  public @Nullable String getContentType() {
    return first("Content-Type");
  }

  @Override
  public @Nullable String getContentEncoding() {
    return first("Content-Encoding");
  }

  @Override
  public String getStatusLine() {
    return "HTTP/1.1 " + getStatusCode();
  }

  @Override
  public String getReasonPhrase() {
    return "";
  }

  @Override
  public int getHeaderCount() {
    return headers.size();
  }

  @Override
  public String getHeaderName(int index) {
    return headers.get(index).getKey();
  }

  @Override
  public String getHeaderValue(int index) {
    return headers.get(index).getValue();
  }

  private @Nullable String first(String name) {
    return response.headers().firstValue(name).orElse(null);
  }
}
