package tw.shouwang.notifications.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.notifications.Delivery;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.NotificationSender;
import tw.shouwang.notifications.PushState;

/// The configured senders, each behind its gate.
@Singleton
public class PushServices {

  private static final Logger LOG = LoggerFactory.getLogger(PushServices.class);

  private final List<Service> services;

  PushServices(
      List<NotificationSender> senders,
      PushSettings settings,
      PushRules rules,
      InstantSource clock) {
    this.services =
        senders.stream().map(sender -> service(sender, settings, rules, clock)).toList();
    if (services.isEmpty()) {
      LOG.warn("Push is off: no credentials are set. Pushes wait for them for a day, then end");
    }
  }

  private static Service service(
      NotificationSender sender, PushSettings settings, PushRules rules, InstantSource clock) {
    return sender.isOneService()
        ? new OneService(sender, new SendGate(settings.threads(), rules, clock))
        : new Strangers(sender, new StrangerPlaces(strangers(settings), clock));
  }

  /// How many threads are reserved for sends to strangers' addresses.
  private static int strangers(PushSettings settings) {
    return Math.max(2, settings.threads() / 2);
  }

  /// How many pushes one node may hold, so that neither kind of service can use up the other's
  /// threads.
  static int inHand(PushSettings settings) {
    return settings.threads() + strangers(settings);
  }

  Optional<Service> forToken(DeviceToken token) {
    return services.stream().filter(service -> service.sender().takes(token)).findFirst();
  }

  /// The state of pushing on this node: the worst of its services.
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
        .flatMap(service -> service.lastDelivered().stream())
        .max(Instant::compareTo);
  }

  /// The state of each configured service, by its name.
  public Map<String, PushState> states() {
    Map<String, PushState> states = new TreeMap<>();
    services.forEach(service -> states.put(service.sender().name(), service.state()));
    return states;
  }

  /// A sender and the places that limit its sends.
  sealed interface Service {

    NotificationSender sender();

    /// Takes a place, which [#send] gives back. If there is none, returns how long to wait before
    /// the next try.
    Optional<Duration> awaitPlace(DeviceToken token, BooleanSupplier giveWay);

    /// Sends and gives the place back.
    Delivery send(DeviceToken token);

    PushState state();

    Optional<Instant> lastDelivered();
  }

  /// All sends go to one service, so failures of some predict failures of others.
  record OneService(NotificationSender sender, SendGate gate) implements Service {

    @Override
    public Optional<Duration> awaitPlace(DeviceToken token, BooleanSupplier giveWay) {
      return gate.awaitPlace(giveWay);
    }

    @Override
    public Delivery send(DeviceToken token) {
      Delivery delivery = new Delivery.Unknown();
      try {
        delivery = sender.send(token);
        return delivery;
      } finally {
        gate.leave(delivery);
      }
    }

    @Override
    public PushState state() {
      return gate.state();
    }

    @Override
    public Optional<Instant> lastDelivered() {
      return gate.lastDelivered();
    }
  }

  /// The person who enables push chooses the address.
  record Strangers(NotificationSender sender, StrangerPlaces places) implements Service {

    @Override
    public Optional<Duration> awaitPlace(DeviceToken token, BooleanSupplier giveWay) {
      return places.enter(sender.host(token));
    }

    @Override
    public Delivery send(DeviceToken token) {
      long began = System.nanoTime();
      Delivery delivery = new Delivery.Unknown();
      try {
        delivery = sender.send(token);
        return delivery;
      } finally {
        places.leave(sender.host(token), delivery, Duration.ofNanos(System.nanoTime() - began));
      }
    }

    /// Never failing: a stranger's address must not make a node look broken.
    @Override
    public PushState state() {
      return PushState.WORKING;
    }

    @Override
    public Optional<Instant> lastDelivered() {
      return places.lastDelivered();
    }
  }
}
