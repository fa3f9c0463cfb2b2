package tw.shouwang.api.intake.clocks;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.foundation.Ids;

/// A position in the list of missed clocks: danger first, then the oldest.
record ClockCursor(boolean calm, Instant due, UUID caseId, String kind) {

  static final ClockCursor START = new ClockCursor(false, Instant.EPOCH, new UUID(0, 0), "");

  private static final int LONGEST = 200;

  static ClockCursor of(RunningClock clock) {
    return new ClockCursor(
        clock.kind() != ClockKind.DANGER, clock.dueAt(), clock.caseId(), clock.kind().name());
  }

  String text() {
    String plain =
        String.join("|", Boolean.toString(calm), due.toString(), caseId.toString(), kind);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /// Empty for a text that is no cursor of this list.
  static Optional<ClockCursor> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = plain.split("\\|", -1);
      if (parts.length != 4) {
        return Optional.empty();
      }
      Instant due = Instant.parse(parts[1]);
      ClockKind kind = ClockKind.valueOf(parts[3]);
      return Ids.parse(parts[2])
          .map(id -> new ClockCursor(kind != ClockKind.DANGER, due, id, kind.name()));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
