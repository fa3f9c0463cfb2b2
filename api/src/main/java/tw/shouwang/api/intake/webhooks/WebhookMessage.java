package tw.shouwang.api.intake.webhooks;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One thing that one receiver is still to be told.
///
/// @param caseId only where a worker handed the case over; an alert names none
record WebhookMessage(WebhookEvent event, String centre, @Nullable UUID caseId) {}
