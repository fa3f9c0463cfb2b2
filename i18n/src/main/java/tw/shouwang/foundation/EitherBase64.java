package tw.shouwang.foundation;

import java.util.Base64;
import java.util.regex.Pattern;

/// Base64 that somebody brings from elsewhere: either alphabet of RFC 4648 (sections 4 and 5), with
/// or without padding. Browsers, libraries and command lines write the same key in any of these.
public final class EitherBase64 {

  private static final Pattern PADDING = Pattern.compile("={1,2}$");

  private EitherBase64() {}

  /// @throws IllegalArgumentException if it is neither; its message may hold a character of the
  ///   text
  public static byte[] decoded(String text) {
    String url = PADDING.matcher(text).replaceFirst("").replace('+', '-').replace('/', '_');
    return Base64.getUrlDecoder().decode(url);
  }
}
