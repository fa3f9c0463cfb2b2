package tw.shouwang.api.intake.webhooks;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Reads the content of a webhook when it is sent, so that the outbox holds no words.
public interface WebhookContent {

  /// Empty if the words are erased meanwhile; then nothing is sent.
  Optional<Map<String, Object>> of(UUID caseId, String centre);
}
