package tw.shouwang.api.intake.webhooks;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/// How many reminders of one kind a centre has from one quarter hour.
///
/// @param gatheredIn when the quarter hour began
/// @param drill whether they are of exercises
@Introspected
record ReminderRow(
    String centre,
    Instant gatheredIn,
    WebhookEvent event,
    String clockKind,
    int reminders,
    boolean drill) {}
