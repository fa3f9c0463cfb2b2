package tw.shouwang.api.intake.webhooks;

import java.util.UUID;

/// What goes to a neighbour about one hand-over: the case, what its sender wrote later, or that the
/// sender has withdrawn it. The words are read when it is sent.
///
/// @param receiver the receiver's name
/// @param from the first entry of the conversation that is in it
/// @param until before which entry it ends, so that each try has the same content
public record HandoverMessage(
    WebhookEvent event, UUID handover, UUID caseId, String receiver, int from, int until) {}
