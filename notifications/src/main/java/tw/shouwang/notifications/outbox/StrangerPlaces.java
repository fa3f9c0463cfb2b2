package tw.shouwang.notifications.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import tw.shouwang.notifications.Delivery;

/// Limits sends to addresses that strangers chose. A slow or silent host gets one place. A host
/// that answers well gets more, from a share reserved for such hosts, so that browsers' push
/// services work however many slow hosts there are.
///
/// A stranger's host never slows down another host, and its answers say nothing about our own
/// state.
final class StrangerPlaces {

  /// Above this number, the hosts that were unused for longest are removed.
  private static final int MOST_HOSTS = 1_000;

  private final int unproven;
  private final int proven;
  private int underWayUnproven;
  private int underWayProven;
  private final InstantSource clock;
  private final LinkedHashMap<String, Host> hosts = new LinkedHashMap<>(16, 0.75f, true);
  private Optional<Instant> lastDelivered = Optional.empty();

  private static final class Host {
    private int allowed = 1;
    private int underWay;
    private int underWayProven;
    private final StayAway stayAway = new StayAway();
  }

  /// @param most how many sends may run at once, at least two
  StrangerPlaces(int most, InstantSource clock) {
    this.clock = clock;
    this.unproven = Math.max(1, most / 2);
    this.proven = Math.max(1, most - unproven);
  }

  /// Takes a place, which [#leave] gives back. If there is none, returns how long to stay away.
  synchronized Optional<Duration> enter(String name) {
    Host host = hosts.computeIfAbsent(name, _ -> new Host());
    boolean isProven = host.allowed > 1;
    boolean isFull = isProven ? underWayProven >= proven : underWayUnproven >= unproven;
    if (isFull || host.underWay >= host.allowed) {
      return Optional.of(host.stayAway.next());
    }
    host.underWay++;
    if (isProven) {
      host.underWayProven++;
      underWayProven++;
    } else {
      underWayUnproven++;
    }
    return Optional.empty();
  }

  synchronized void leave(String name, Delivery delivery, Duration took) {
    Host host = hosts.get(name);
    if (host == null) {
      throw new IllegalStateException("left without having entered");
    }
    host.underWay--;
    if (host.underWayProven > 0) {
      host.underWayProven--;
      underWayProven--;
    } else {
      underWayUnproven--;
    }
    if (delivery instanceof Delivery.Delivered) {
      lastDelivered = Optional.of(clock.instant());
    }
    boolean isWell =
        switch (delivery) {
          case Delivery.Delivered(), Delivery.Unregistered(), Delivery.Refused(_) ->
              took.compareTo(SendGate.SLOW) < 0;
          case Delivery.Throttled(_),
              Delivery.Unavailable(_),
              Delivery.Unauthorized(),
              Delivery.Unknown(),
              Delivery.SwitchedOff() ->
              false;
        };
    if (isWell) {
      // One less than all: no single host fills the share of those that answer well.
      host.allowed = Math.min(Math.max(2, proven - 1), host.allowed + 1);
      host.stayAway.reset();
    } else {
      host.allowed = 1;
    }
    forgetOldest();
  }

  synchronized Optional<Instant> lastDelivered() {
    return lastDelivered;
  }

  private void forgetOldest() {
    Iterator<Host> oldest = hosts.values().iterator();
    while (hosts.size() > MOST_HOSTS && oldest.hasNext()) {
      if (oldest.next().underWay == 0) {
        oldest.remove();
      }
    }
  }
}
