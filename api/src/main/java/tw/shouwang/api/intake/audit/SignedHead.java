package tw.shouwang.api.intake.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The end of a trail, signed by the staff role on a day. It is stored in the table and in the log,
/// which no database administrator can change. In the log it is one line that [#parse] recognizes.
@MappedEntity(value = "audit_signature", schema = "intake")
record SignedHead(
    @Id String centre, LocalDate signedOn, long number, byte[] hash, byte[] signature) {

  private static final Pattern LINE =
      Pattern.compile(
          "audit head centre=([a-z0-9-]+) on=([0-9-]{10}) number=([0-9]{1,18})"
              + " hash=([A-Za-z0-9_-]{43}) signature=([A-Za-z0-9_-]{86})");

  AuditHead head() {
    return new AuditHead(centre, number, hash);
  }

  /// The line for the log.
  String line() {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return "audit head centre=%s on=%s number=%d hash=%s signature=%s"
        .formatted(
            centre,
            signedOn,
            number,
            base64.encodeToString(hash),
            base64.encodeToString(signature));
  }

  /// The signed head in a log line, whatever text surrounds it.
  static Optional<SignedHead> parse(String logged) {
    Matcher found = LINE.matcher(logged);
    if (!found.find()) {
      return Optional.empty();
    }
    Base64.Decoder base64 = Base64.getUrlDecoder();
    return Optional.of(
        new SignedHead(
            found.group(1),
            LocalDate.parse(found.group(2)),
            Long.parseLong(found.group(3)),
            base64.decode(found.group(4)),
            base64.decode(found.group(5))));
  }
}
