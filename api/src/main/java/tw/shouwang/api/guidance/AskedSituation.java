package tw.shouwang.api.guidance;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known about a situation: its signs, its area, and in which capacity the asker noticed
/// it. An unknown sign counts as absent.
record AskedSituation(
    Set<Sign> signs, @Nullable String area, @Nullable GatekeeperKind kind, Asker asker) {

  AskedSituation {
    signs = Set.copyOf(signs);
  }

  /// An asker who names a capacity asks for somebody else.
  AskedSituation(Set<Sign> signs, @Nullable String area, @Nullable GatekeeperKind kind) {
    this(signs, area, kind, kind == null ? Asker.NOT_SAID : Asker.HELPER);
  }

  boolean has(Sign sign) {
    return signs.contains(sign);
  }

  boolean hasAny(Sign... some) {
    return Arrays.stream(some).anyMatch(signs::contains);
  }
}
