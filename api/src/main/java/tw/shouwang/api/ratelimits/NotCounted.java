package tw.shouwang.api.ratelimits;

import org.jspecify.annotations.Nullable;

/// The database does not count at present, so nobody can tell whether a limit is used up that is to
/// refuse then.
public final class NotCounted extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotCounted(@Nullable Throwable cause) {
    super("a shared limit is not counted", cause);
  }
}
