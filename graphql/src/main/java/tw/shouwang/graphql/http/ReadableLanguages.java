package tw.shouwang.graphql.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Takes out of `Accept-Language` what is no language before Micronaut reads it: an element of bare
/// separators makes Micronaut 4.10 answer 500 with a stack trace in the log, before any of our code
/// is asked (`HttpHeadersUtil.splitAcceptHeader`). Nobody is refused help for a header.
final class ReadableLanguages extends ChannelInboundHandlerAdapter {

  private static final Pattern ELEMENT =
      Pattern.compile("\\s*[A-Za-z0-9*_-]+\\s*(;\\s*q\\s*=\\s*[0-9.]+\\s*)?");

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof HttpRequest request) {
      clean(request.headers());
    }
    super.channelRead(context, message);
  }

  private static void clean(HttpHeaders headers) {
    String languages = headers.get(HttpHeaderNames.ACCEPT_LANGUAGE);
    if (languages == null) {
      return;
    }
    String readable = readable(languages);
    if (readable.isEmpty()) {
      headers.remove(HttpHeaderNames.ACCEPT_LANGUAGE);
    } else if (!readable.equals(languages)) {
      headers.set(HttpHeaderNames.ACCEPT_LANGUAGE, readable);
    }
  }

  /// The readable elements of a header, in their order; the same text where all are.
  static String readable(String header) {
    String[] elements = header.split(",", -1);
    if (Stream.of(elements).allMatch(ReadableLanguages::isReadable)) {
      return header;
    }
    return Stream.of(elements)
        .filter(ReadableLanguages::isReadable)
        .map(String::strip)
        .collect(Collectors.joining(","));
  }

  private static boolean isReadable(String element) {
    return ELEMENT.matcher(element).matches();
  }
}
