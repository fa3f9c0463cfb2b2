package tw.shouwang.api.cases.admission;

import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.ratelimits.CallerKey;

/// Where a submission comes from, for [Surge] only. Neither part is stored or logged.
///
/// @param site the code of a known poster
/// @param caller a pseudonym of the address
public record Origin(@Nullable String site, CallerKey caller) {

  @Override
  public String toString() {
    return "Origin[redacted]";
  }
}
