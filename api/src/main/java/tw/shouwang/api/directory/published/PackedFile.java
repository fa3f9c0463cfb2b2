package tw.shouwang.api.directory.published;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.AcceptedEncodings;
import tw.shouwang.foundation.Hashes;

/// Bytes that are compressed once and sent often, with a strong entity tag made from them.
///
/// @param tag the tag without its quotes
record PackedFile(String tag, byte[] plain, byte[] gzip) {

  private static final String GZIP_MARK = "-gzip";

  static PackedFile of(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PackedFile(
        HexFormat.of().formatHex(Hashes.sha256(plain), 0, 16), plain, packed.toByteArray());
  }

  /// The answer to a request: 304 if the client has these bytes, else the bytes, compressed if the
  /// client accepts that. Plain and gzip are two representations with different strong tags.
  ///
  /// @param seconds how long caches keep it without asking
  HttpResponse<byte[]> answer(HttpRequest<?> request, String type, int seconds) {
    boolean packed = AcceptedEncodings.hasGzip(request);
    boolean held = isHeld(request.getHeaders().get(HttpHeaders.IF_NONE_MATCH));
    MutableHttpResponse<byte[]> response =
        held ? HttpResponse.notModified() : HttpResponse.ok(packed ? gzip : plain);
    response
        .contentType(type)
        .header(HttpHeaders.ETAG, "\"" + tag + (packed ? GZIP_MARK : "") + "\"")
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=" + seconds)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    return packed && !held ? response.header(HttpHeaders.CONTENT_ENCODING, "gzip") : response;
  }

  private boolean isHeld(@Nullable String ifNoneMatch) {
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(","))
            .map(each -> each.strip().replaceFirst("^W/", "").replace("\"", ""))
            .anyMatch(each -> each.equals("*") || each.equals(tag) || each.equals(tag + GZIP_MARK));
  }
}
