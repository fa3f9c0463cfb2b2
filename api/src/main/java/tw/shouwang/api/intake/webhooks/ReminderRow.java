package tw.shouwang.api.intake.webhooks;

import io.micronaut.core.annotation.Introspected;

/// How many reminders of one kind a centre has.
@Introspected
record ReminderRow(String centre, WebhookEvent event, String clockKind, int reminders) {}
