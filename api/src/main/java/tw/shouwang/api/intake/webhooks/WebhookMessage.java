package tw.shouwang.api.intake.webhooks;

import org.jspecify.annotations.Nullable;

/// A queued message for one receiver.
///
/// @param handover only for what goes to a neighbour; an alert names no case
/// @param reminders only for gathered reminders of deadlines
/// @param drill whether it is about exercises
record WebhookMessage(
    WebhookEvent event,
    String centre,
    @Nullable HandoverMessage handover,
    @Nullable Reminders reminders,
    boolean drill) {}
