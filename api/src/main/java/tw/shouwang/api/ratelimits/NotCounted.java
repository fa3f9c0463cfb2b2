package tw.shouwang.api.ratelimits;

import org.jspecify.annotations.Nullable;

/// The database cannot count at present, and the limit is one that refuses in that case.
public final class NotCounted extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotCounted(@Nullable Throwable cause) {
    super("a shared limit is not counted", cause);
  }
}
