package tw.shouwang.api.intake.answers;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.foundation.Ids;

/// A position in a list of cases in the order of times, with what else the order needs. It stays
/// valid when the entry that it names is gone.
///
/// @param caseId the case, or what else is listed
/// @param kind which entry of the case; empty where a case has one
public record ListPosition(Instant time, UUID caseId, String kind) {

  /// Before all entries.
  public static final ListPosition START = new ListPosition(Instant.EPOCH, new UUID(0, 0), "");

  private static final int LONGEST = 200;

  /// The latest time that is accepted: no entry is later, and a year beyond the database's range
  /// would fail.
  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

  public String cursor() {
    String text = time + " " + caseId + " " + kind;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Empty for a text that is no such cursor.
  public static Optional<ListPosition> parse(String cursor) {
    if (cursor.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", -1);
      if (parts.length != 3 || parts[2].indexOf(0) >= 0) {
        return Optional.empty();
      }
      Instant time = Instant.parse(parts[0]);
      return time.isBefore(Instant.EPOCH) || time.isAfter(LAST)
          ? Optional.empty()
          : Ids.parse(parts[1]).map(id -> new ListPosition(time, id, parts[2]));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
