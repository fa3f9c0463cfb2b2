package tw.shouwang.graphql.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.Optional;

/// Words refusals for people who look at the service with a browser. An application without pages
/// has none.
public interface RefusalPages {

  /// The page that refuses; empty where the sender is no browser, or no page can be made now. Never
  /// blocks.
  Optional<MutableHttpResponse<byte[]>> of(HttpRequest<?> request, HttpStatus status);
}
