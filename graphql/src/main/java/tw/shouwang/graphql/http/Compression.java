package tw.shouwang.graphql.http;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.netty.DefaultHttpCompressionStrategy;
import io.micronaut.http.server.netty.HttpCompressionStrategy;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Compresses long texts. Exceptions: answers with `no-transform` (a compressed length reveals
/// content, and a compressed event waits for the next one), and answers with a strong entity tag,
/// which stands for exactly these bytes.
@Singleton
@Replaces(DefaultHttpCompressionStrategy.class)
class Compression implements HttpCompressionStrategy {

  private static final int MOST_TYPES = 100;

  private final int threshold;
  private final int level;
  private final int maxZstdEncodeSize;

  /// Whether a type is a text, by the types that were sent so far. They are the service's own, so
  /// they are few; the framework compares each with a list of patterns.
  private final Map<String, Boolean> texts = new ConcurrentHashMap<>();

  Compression(NettyHttpServerConfiguration configuration) {
    this.threshold = configuration.getCompressionThreshold();
    this.level = configuration.getCompressionLevel();
    this.maxZstdEncodeSize = configuration.getMaxZstdEncodeSize();
  }

  @Override
  public boolean isEnabled() {
    return threshold >= 0;
  }

  @Override
  public boolean shouldCompress(HttpResponse response) {
    HttpHeaders headers = response.headers();
    String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
    String tag = headers.get(HttpHeaderNames.ETAG);
    return isEnabled()
        && (tag == null || tag.startsWith("W/"))
        && type != null
        && HttpUtil.getContentLength(response, 0L) >= threshold
        && isText(type)
        && !String.valueOf(headers.get(HttpHeaderNames.CACHE_CONTROL)).contains("no-transform");
  }

  private boolean isText(String type) {
    Boolean known = texts.get(type);
    if (known != null) {
      return known;
    }
    boolean text = MediaType.isTextBased(type);
    if (texts.size() < MOST_TYPES) {
      texts.put(type, text);
    }
    return text;
  }

  @Override
  public int getCompressionLevel() {
    return level;
  }

  @Override
  public int getMaxZstdEncodeSize() {
    return maxZstdEncodeSize;
  }
}
