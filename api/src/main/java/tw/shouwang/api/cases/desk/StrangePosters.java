package tw.shouwang.api.cases.desk;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.sites.PosterState;

/// Counts the cases whose poster is unknown or belongs to another place, so that operators notice a
/// flood of invented codes, or of one poster's code from everywhere. The code is sealed, so no log
/// line says when or where one came, and the counts are published every ten minutes.
@Singleton
class StrangePosters {

  private final Map<PosterState, Counter> counters;

  StrangePosters(@Nullable MeterRegistry metrics) {
    this.counters =
        metrics == null
            ? Map.of()
            : Stream.of(PosterState.UNKNOWN, PosterState.ELSEWHERE)
                .collect(
                    Collectors.toUnmodifiableMap(
                        state -> state,
                        state ->
                            Counter.builder("shouwang.cases.strange.posters")
                                .description(
                                    "Cases whose poster is not known or is of another place or"
                                        + " relation, found by this node since its start")
                                .tag("poster", state.name().toLowerCase(Locale.ROOT))
                                .register(metrics)));
  }

  /// @param poster null if no code came
  void found(@Nullable PosterState poster) {
    Counter counter = poster == null ? null : counters.get(poster);
    if (counter != null) {
      counter.increment();
    }
  }
}
