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

/// The senders that are set up, each behind its gate.
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

  /// Sends to strangers' addresses have threads of their own.
  private static int strangers(PushSettings settings) {
    return Math.max(2, settings.threads() / 2);
  }

  /// How many pushes one node may have in hand, so that neither kind of service takes the threads
  /// of the other.
  static int inHand(PushSettings settings) {
    return settings.threads() + strangers(settings);
  }

  Optional<Service> forToken(DeviceToken token) {
    return services.stream().filter(service -> service.sender().takes(token)).findFirst();
  }

  /// How pushing fares on this node: the worst of its services.
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

  /// The same for each service by its name; one that is not set up is not named.
  public Map<String, PushState> states() {
    Map<String, PushState> states = new TreeMap<>();
    services.forEach(service -> states.put(service.sender().name(), service.state()));
    return states;
  }

  /// A sender and the places for its sends.
  sealed interface Service {

    NotificationSender sender();

    /// Takes a place, which [#send] gives back; or says how long to stay away.
    Optional<Duration> awaitPlace(DeviceToken token, BooleanSupplier giveWay);

    /// Sends and gives the place back.
    Delivery send(DeviceToken token);

    PushState state();

    Optional<Instant> lastDelivered();
  }

  /// All sends end at one service, and the failures of some foretell those of others.
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

  /// Whoever enables push names the address.
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

    /// Nobody can make a node look broken with an address of theirs.
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
