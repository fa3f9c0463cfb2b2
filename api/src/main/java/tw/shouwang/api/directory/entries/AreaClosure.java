package tw.shouwang.api.directory.entries;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.LocalizedText;

/// The offices of an area are closed from one instant (inclusive) to another (exclusive), as on a
/// typhoon day: the GraphQL type of the same name.
public record AreaClosure(
    UUID id, Area area, Instant from, Instant until, @Nullable LocalizedText reason) {

  public AreaClosure {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("a closure must end after it begins");
    }
  }

  /// The closure of an entry that closes with the area.
  public Closure closure() {
    return new Closure(Closure.Kind.AREA, from, until, reason);
  }
}
