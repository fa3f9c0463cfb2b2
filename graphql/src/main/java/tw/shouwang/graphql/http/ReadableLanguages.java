package tw.shouwang.graphql.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Removes unreadable elements from `Accept-Language` before Micronaut reads it. For an element of
/// separators only, Micronaut 4.10 answers 500 with a stack trace in the log, before our code runs
/// (`HttpHeadersUtil.splitAcceptHeader`). Nobody must be refused help because of a header. A test
/// fails once Micronaut is fixed; then this class is removed.
///
/// Several header lines are joined into one list.
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

  /// The readable elements of a header, in order; the same text if all are readable.
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
