package tw.shouwang.graphql.streams;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tw.shouwang.graphql.ratelimits.CallerKey;

/// All streams of this node. Bounds their number, in total and per caller. Ends them when the node
/// stops, so that clients connect to another node at once. Invariant: each taken place is given
/// back exactly once.
@Singleton
public class OpenStreams implements ApplicationEventListener<ShutdownEvent> {

  private final Set<Place> taken = new HashSet<>();
  private final Map<CallerKey, Integer> byCaller = new HashMap<>();
  private final int most;
  private final int share;

  OpenStreams(StreamSettings settings) {
    this.most = settings.connections();
    this.share = settings.callerConnections();
  }

  /// Whether a place is free.
  public enum Room {
    FREE,
    /// The caller has all places that one caller may have.
    SHARE_TAKEN,
    /// The node has no free place.
    FULL
  }

  /// One stream's place.
  public final class Place {

    private final CallerKey caller;
    private final Runnable end;

    private Place(CallerKey caller, Runnable end) {
      this.caller = caller;
      this.end = end;
    }

    /// Gives the place back. Further calls have no effect.
    public void leave() {
      OpenStreams.this.leave(this);
    }
  }

  public synchronized Room room(CallerKey caller) {
    if (taken.size() >= most) {
      return Room.FULL;
    }
    return byCaller.getOrDefault(caller, 0) < share ? Room.FREE : Room.SHARE_TAKEN;
  }

  /// Takes a place; empty if there is none. `end` is called when the node stops.
  public synchronized Optional<Place> enter(CallerKey caller, Runnable end) {
    if (room(caller) != Room.FREE) {
      return Optional.empty();
    }
    Place place = new Place(caller, end);
    taken.add(place);
    byCaller.merge(caller, 1, Integer::sum);
    return Optional.of(place);
  }

  private synchronized void leave(Place place) {
    if (taken.remove(place)) {
      byCaller.computeIfPresent(place.caller, (caller, held) -> held == 1 ? null : held - 1);
    }
  }

  /// The number of open streams.
  public synchronized int size() {
    return taken.size();
  }

  /// Ends every stream.
  public void endAll() {
    List<Place> open;
    synchronized (this) {
      open = List.copyOf(taken);
    }
    open.forEach(place -> place.end.run());
  }

  @Override
  public void onApplicationEvent(ShutdownEvent event) {
    endAll();
  }
}
