package tw.shouwang.api.process;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import tw.shouwang.foundation.Hashes;
import tw.shouwang.graphql.http.EntityTags;

/// Bytes that are compressed once and sent often.
///
/// @param tag 32 hexadecimal digits made from the plain bytes
@SuppressWarnings("ArrayRecordComponent") // Shared on purpose, never changed, never compared.
public record PackedBytes(String tag, byte[] plain, byte[] gzip) {

  private static final String GZIP = "gzip";
  private static final String GZIP_MARK = "-gzip";

  public static PackedBytes of(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new Smallest(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PackedBytes(
        HexFormat.of().formatHex(Hashes.sha256(plain), 0, 16), plain, packed.toByteArray());
  }

  /// The answer at an address whose content changes: 304 if the client has these bytes, else the
  /// bytes. Plain and gzip are two representations with different strong entity tags.
  ///
  /// @param seconds how long caches may use it without asking again
  public HttpResponse<byte[]> tagged(HttpRequest<?> request, String type, int seconds) {
    return tagged(request, type, "public, max-age=" + seconds);
  }

  /// The same, with another `Cache-Control`.
  ///
  /// @param caching the value of `Cache-Control`
  public HttpResponse<byte[]> tagged(HttpRequest<?> request, String type, String caching) {
    boolean packed = AcceptedEncodings.hasGzip(request);
    boolean held =
        EntityTags.anyMatches(
            request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH), tag, tag + GZIP_MARK);
    MutableHttpResponse<byte[]> response =
        held
            ? HttpResponse.<byte[]>notModified()
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
            : answer(packed);
    return response
        .contentType(type)
        .header(HttpHeaders.ETAG, "\"" + tag + (packed ? GZIP_MARK : "") + "\"")
        .header(HttpHeaders.CACHE_CONTROL, caching);
  }

  /// The answer at an address that names the content, so no tag is needed.
  ///
  /// @param caching the value of `Cache-Control`
  public MutableHttpResponse<byte[]> named(HttpRequest<?> request, String type, String caching) {
    return answer(AcceptedEncodings.hasGzip(request))
        .contentType(type)
        .header(HttpHeaders.CACHE_CONTROL, caching);
  }

  private MutableHttpResponse<byte[]> answer(boolean packed) {
    MutableHttpResponse<byte[]> response =
        HttpResponse.ok(packed ? gzip : plain)
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    return packed ? response.header(HttpHeaders.CONTENT_ENCODING, GZIP) : response;
  }

  private static final class Smallest extends GZIPOutputStream {
    Smallest(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
