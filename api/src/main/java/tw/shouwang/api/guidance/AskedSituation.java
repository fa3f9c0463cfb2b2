package tw.shouwang.api.guidance;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known about a situation: its signs, where it is, and in which capacity the asker noticed
/// it. What is not known counts as not there.
record AskedSituation(
    Set<Sign> signs, @Nullable String area, @Nullable GatekeeperKind kind, Asker asker) {

  AskedSituation {
    signs = Set.copyOf(signs);
  }

  /// Whoever says in which capacity they noticed it asks for somebody else.
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
