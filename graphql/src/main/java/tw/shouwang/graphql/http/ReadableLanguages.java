package tw.shouwang.graphql.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Takes out of `Accept-Language` what is no language before Micronaut reads it: an element of bare
/// separators makes Micronaut 4.10 answer 500 with a stack trace in the log, before any of our code
/// is asked (`HttpHeadersUtil.splitAcceptHeader`). Nobody is refused help for a header. A test
/// fails when Micronaut no longer does that; then this goes.
///
/// Several lines become the one list that they are.
final class ReadableLanguages {

  private static final Pattern ELEMENT =
      Pattern.compile("\\s*[A-Za-z0-9*_-]+\\s*(;\\s*q\\s*=\\s*[0-9.]+\\s*)?");

  private ReadableLanguages() {}

  static void clean(HttpHeaders headers) {
    List<String> lines = headers.getAll(HttpHeaderNames.ACCEPT_LANGUAGE);
    if (lines.isEmpty()) {
      return;
    }
    String languages = lines.size() == 1 ? lines.getFirst() : String.join(",", lines);
    String readable = readable(languages);
    if (readable.isEmpty()) {
      headers.remove(HttpHeaderNames.ACCEPT_LANGUAGE);
    } else if (lines.size() > 1 || !readable.equals(languages)) {
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
