package tw.shouwang.graphql.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.AvailableByteBody;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.http.body.CloseableByteBody;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Flux;

/// Reads a request's body as bytes, up to a limit, without blocking.
public final class BodyReader {

  private BodyReader() {}

  /// The body; empty if it is longer than `most` bytes, of which no more than `most` are read.
  public static CompletableFuture<Optional<byte[]>> read(HttpRequest<?> request, int most) {
    long announced = request.getContentLength();
    if (announced > most) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    CloseableByteBody body = ((ServerHttpRequest<?>) request).byteBody().move();
    return announced >= 0 ? whole(body) : chunked(body, most);
  }

  /// The body if it has already arrived completely, as a short request's nearly always has. To be
  /// called before [#read], which consumes the body.
  static Optional<byte[]> atHand(HttpRequest<?> request, int most) {
    return request.getContentLength() <= most
            && ((ServerHttpRequest<?>) request).byteBody() instanceof AvailableByteBody body
            && body.length() <= most
        ? Optional.of(body.toByteArray())
        : Optional.empty();
  }

  private static CompletableFuture<Optional<byte[]>> whole(CloseableByteBody body) {
    return body.buffer().thenApply(BodyReader::bytes);
  }

  private static Optional<byte[]> bytes(CloseableAvailableByteBody body) {
    try (body) {
      return Optional.of(body.toByteArray());
    }
  }

  private static CompletableFuture<Optional<byte[]>> chunked(CloseableByteBody body, int most) {
    return Flux.from(body.toByteArrayPublisher())
        .scanWith(ByteArrayOutputStream::new, BodyReader::append)
        .takeUntil(read -> read.size() > most)
        .last()
        .map(ByteArrayOutputStream::toByteArray)
        .toFuture()
        .thenApply(read -> atMost(read, most));
  }

  private static Optional<byte[]> atMost(byte[] read, int most) {
    return read.length > most ? Optional.empty() : Optional.of(read);
  }

  private static ByteArrayOutputStream append(ByteArrayOutputStream read, byte[] chunk) {
    read.writeBytes(chunk);
    return read;
  }
}
