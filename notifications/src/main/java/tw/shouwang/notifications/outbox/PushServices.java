package tw.shouwang.notifications.outbox;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.NotificationSender;
import tw.shouwang.notifications.PushState;

/// The senders that are set up, each behind its gate.
@Singleton
public class PushServices {

  private static final Logger log = LoggerFactory.getLogger(PushServices.class);

  private final List<Service> services;

  PushServices(
      List<NotificationSender> senders,
      PushSettings settings,
      PushRules rules,
      InstantSource clock) {
    this.services =
        senders.stream()
            .map(sender -> new Service(sender, gate(sender, settings, rules, clock)))
            .toList();
    if (services.isEmpty()) {
      log.warn("Push is off: no credentials are set. Pushes wait for them for a day, then end");
    }
  }

  private static SendGate gate(
      NotificationSender sender, PushSettings settings, PushRules rules, InstantSource clock) {
    boolean isOne = sender.isOneService();
    // Addresses of strangers may answer as slowly as they like, but not on all of our threads.
    int most = isOne ? settings.threads() : Math.max(1, settings.threads() / 4);
    return new SendGate(most, isOne, rules, clock);
  }

  Optional<Service> forToken(DeviceToken token) {
    return services.stream().filter(service -> service.sender().takes(token)).findFirst();
  }

  /// How pushing fares on this node: the worst of its services. What strangers' addresses answer
  /// says nothing about us, and nobody can make a node look broken with one.
  public PushState state() {
    List<PushState> states = services.stream().map(Service::state).toList();
    if (states.isEmpty()) {
      return PushState.OFF;
    }
    if (states.contains(PushState.PAUSED)) {
      return PushState.PAUSED;
    }
    return states.contains(PushState.FAILING) ? PushState.FAILING : PushState.WORKING;
  }

  /// When a push last went out from this node.
  Optional<Instant> lastDelivered() {
    return services.stream()
        .flatMap(service -> service.gate().lastDelivered().stream())
        .max(Instant::compareTo);
  }

  /// The same for each service by its name; one that is not set up is not named.
  public Map<String, PushState> states() {
    Map<String, PushState> states = new TreeMap<>();
    services.forEach(service -> states.put(service.sender().name(), service.state()));
    return states;
  }

  record Service(NotificationSender sender, SendGate gate) {

    PushState state() {
      return sender.isOneService() ? gate.state() : PushState.WORKING;
    }
  }
}
