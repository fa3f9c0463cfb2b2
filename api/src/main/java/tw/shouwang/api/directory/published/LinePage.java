package tw.shouwang.api.directory.published;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/// The page of an entry, for people who open the address of its data with a browser.
public interface LinePage {

  /// @param key the entry's id or key
  CompletableFuture<HttpResponse<byte[]>> line(String key, HttpRequest<?> request);
}
