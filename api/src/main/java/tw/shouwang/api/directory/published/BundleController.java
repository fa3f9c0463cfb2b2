package tw.shouwang.api.directory.published;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.AcceptedEncodings;
import tw.shouwang.api.process.InPublicProcess;

/// The whole directory at one address, for offline apps and content networks: strong entity tags,
/// gzip, and 304 if the client has it already.
@Requires(condition = InPublicProcess.class)
@Controller("/directory/bundle")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class BundleController {

  private static final String GZIP_MARK = "-gzip";

  private final Bundle bundle;

  BundleController(Bundle bundle) {
    this.bundle = bundle;
  }

  @Get
  HttpResponse<byte[]> bundle(HttpRequest<?> request) {
    Bundle.Bytes bytes = bundle.current();
    if (has(request.getHeaders().get(HttpHeaders.IF_NONE_MATCH), bytes.tag())) {
      boolean packed = AcceptedEncodings.hasGzip(request);
      return headers(HttpResponse.notModified(), tag(bytes, packed));
    }
    if (AcceptedEncodings.hasGzip(request)) {
      return headers(HttpResponse.ok(bytes.gzip()), tag(bytes, true))
          .header(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    return headers(HttpResponse.ok(bytes.plain()), tag(bytes, false));
  }

  /// The entity tag of one encoding: plain and gzip are two representations with different strong
  /// tags.
  private static String tag(Bundle.Bytes bytes, boolean packed) {
    return "\"" + bytes.tag() + (packed ? GZIP_MARK : "") + "\"";
  }

  private static MutableHttpResponse<byte[]> headers(
      MutableHttpResponse<byte[]> response, String tag) {
    return response
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.ETAG, tag)
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=60")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
  }

  private static boolean has(@Nullable String ifNoneMatch, String tag) {
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(","))
            .map(each -> each.strip().replaceFirst("^W/", "").replace("\"", ""))
            .anyMatch(each -> each.equals("*") || each.equals(tag) || each.equals(tag + GZIP_MARK));
  }
}
