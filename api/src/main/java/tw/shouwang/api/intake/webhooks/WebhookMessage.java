package tw.shouwang.api.intake.webhooks;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A queued message for one receiver.
///
/// @param caseId only for a case handed over by a worker; an alert names no case
record WebhookMessage(WebhookEvent event, String centre, @Nullable UUID caseId) {}
