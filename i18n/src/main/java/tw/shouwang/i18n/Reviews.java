package tw.shouwang.i18n;

import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Properties;
import tw.shouwang.foundation.Hashes;

/// Native speakers' reviews of the messages of one language:
/// `messages/reviews/<language>.properties` with lines `<slice>.<key>=<fingerprint> <confirmed or
/// corrected> <day> <who>`; a fingerprint alone also confirms. A corrected text was written by its
/// reviewer, so another person has to confirm it.
///
/// The fingerprint covers the master and the translation. A message of which either side changed is
/// therefore a draft again.
final class Reviews {

  private static final int DIGITS = 12;
  private static final String CONFIRMED = "confirmed";
  private static final String CORRECTED = "corrected";

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
    String line = confirmed.getProperty(slice + "." + key, "");
    String fingerprint = fingerprint(master, translation);
    return line.equals(fingerprint) || line.startsWith(fingerprint + " " + CONFIRMED + " ");
  }

  /// Whether this person wrote the text with this fingerprint.
  boolean writtenBy(String name, String fingerprint, String who) {
    String line = confirmed.getProperty(name, "");
    return line.startsWith(fingerprint + " " + CORRECTED + " ") && line.endsWith(" " + who);
  }

  static String confirmed(String fingerprint, LocalDate on, String who) {
    return String.join(" ", fingerprint, CONFIRMED, on.toString(), who);
  }

  static String corrected(String fingerprint, LocalDate on, String who) {
    return String.join(" ", fingerprint, CORRECTED, on.toString(), who);
  }

  static String fingerprint(String master, String translation) {
    byte[] hash = Hashes.sha256(master + "\0" + translation);
    return HexFormat.of().formatHex(hash).substring(0, DIGITS);
  }
}
