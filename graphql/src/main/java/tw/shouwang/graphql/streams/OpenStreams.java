package tw.shouwang.graphql.streams;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// All streams of this node: bounds how many there are, and ends them when the node stops, so that
/// clients turn to another at once instead of waiting for a silent one.
@Singleton
public class OpenStreams implements ApplicationEventListener<ShutdownEvent> {

  private final Set<Runnable> open = ConcurrentHashMap.newKeySet();
  private final int most;

  OpenStreams(StreamSettings settings) {
    this.most = settings.connections();
  }

  /// Takes a place, to be left by [#leave]; false when there is none. `end` is called when the node
  /// stops.
  public boolean enter(Runnable end) {
    if (open.size() >= most) {
      return false;
    }
    open.add(end);
    return true;
  }

  public void leave(Runnable end) {
    open.remove(end);
  }

  /// Ends every stream.
  public void endAll() {
    open.forEach(Runnable::run);
  }

  @Override
  public void onApplicationEvent(ShutdownEvent event) {
    endAll();
  }
}
