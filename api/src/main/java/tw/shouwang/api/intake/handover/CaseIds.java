package tw.shouwang.api.intake.handover;

import java.util.Optional;
import java.util.UUID;

/// Ids as clients send them; what is none is as one that is not there.
final class CaseIds {

  private CaseIds() {}

  static Optional<UUID> parse(String text) {
    try {
      return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
