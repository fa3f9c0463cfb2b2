package tw.shouwang.api.intake.webhooks;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.intake.answers.NeighbourSystem;

/// A pager or a neighbour system of one centre, from the list `shouwang.webhooks`, see
/// [WebhookReceivers]. The secret that it shares with us is in the key file
/// `webhook-<name>.private.key`.
///
/// @param name unique; lowercase letters, digits, dashes and underscores
/// @param url the receiver's address
/// @param centre the centre whose events it gets
/// @param neighbour the system that it is, if cases are handed over to it
/// @param events the kinds of events that it gets
record WebhookReceiver(
    String name,
    URI url,
    String centre,
    @Nullable NeighbourSystem neighbour,
    Set<WebhookEvent> events) {

  WebhookReceiver {
    events = Set.copyOf(events);
  }

  boolean wants(WebhookEvent event, String ofCentre) {
    return centre.equals(ofCentre) && events.contains(event);
  }

  boolean takes(NeighbourSystem system, String ofCentre) {
    return system == neighbour && wants(WebhookEvent.CASE_HANDED_OVER, ofCentre);
  }

  String keyName() {
    return keyName(name);
  }

  static String keyName(String receiver) {
    return "webhook-" + receiver + ".private.key";
  }
}
