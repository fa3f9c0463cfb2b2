package tw.shouwang.i18n;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;

/// What native speakers have confirmed in one language: `messages/reviews/<language>.properties`
/// with lines `<slice>.<key>=<fingerprint>`.
///
/// The fingerprint is over the master and the translation, so a message that either side changed
/// since is a draft again, by itself.
final class Reviews {

  private static final int DIGITS = 12;

  private final Properties confirmed;

  private Reviews(Properties confirmed) {
    this.confirmed = confirmed;
  }

  static Reviews of(Language language) {
    return new Reviews(PropertiesFile.read("/messages/reviews/" + language.tag() + ".properties"));
  }

  static Reviews of(Properties confirmed) {
    return new Reviews(confirmed);
  }

  boolean confirms(String slice, String key, String master, String translation) {
    return fingerprint(master, translation).equals(confirmed.getProperty(slice + "." + key));
  }

  static String fingerprint(String master, String translation) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(master.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(translation.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
