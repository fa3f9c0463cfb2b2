package tw.shouwang.api.intake.webhooks;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/// How many reminders of one kind a centre has from one quarter hour.
///
/// @param gatheredIn when the quarter hour began
@Introspected
record ReminderRow(
    String centre, Instant gatheredIn, WebhookEvent event, String clockKind, int reminders) {}
