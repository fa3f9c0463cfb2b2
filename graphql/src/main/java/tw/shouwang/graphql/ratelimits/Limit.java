package tw.shouwang.graphql.ratelimits;

import java.time.Duration;

/// One rate limit. Slices that have limits of their own list them in an enum of this type.
public interface Limit {

  /// The name, e.g. of the enum's constant.
  String name();

  /// How many may come at once.
  long burst();

  /// How many come back in [#period()], evenly.
  long refill();

  Duration period();

  /// What happens when the limiter itself cannot tell.
  OnFailure onFailure();

  enum OnFailure {
    LET_THROUGH,
    REFUSE
  }
}
