package tw.shouwang.api.intake.webhooks;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Reads what a receiver is told of a case, at the moment it is sent: no words wait in the outbox.
public interface WebhookContent {

  /// Nothing when the words have died meanwhile; then the receiver is not told either.
  Optional<Map<String, Object>> of(UUID caseId, String centre);
}
