package tw.shouwang.api.intake.webhooks;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tw.shouwang.api.intake.answers.NeighbourSystem;
import tw.shouwang.api.process.StartRefused;

/// All receivers, in the order of the settings.
record WebhookReceivers(List<WebhookReceiver> all) {

  /// @throws StartRefused if two receivers have one name, because the name is the name of the
  ///   secret's file
  WebhookReceivers {
    all = List.copyOf(all);
    Set<String> names = new HashSet<>();
    for (WebhookReceiver each : all) {
      if (!names.add(each.name())) {
        throw new StartRefused(
            "shouwang.webhooks: two receivers have the name "
                + each.name()
                + "; give each its own name.");
      }
    }
  }

  Stream<WebhookReceiver> thatWant(WebhookEvent event, String centre) {
    return all.stream().filter(each -> each.wants(event, centre));
  }

  Stream<WebhookReceiver> of(NeighbourSystem neighbour, String centre) {
    return all.stream().filter(each -> each.takes(neighbour, centre));
  }

  Optional<WebhookReceiver> named(String name) {
    return all.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
