package tw.shouwang.api.cases.handovers;

import io.micronaut.core.annotation.Introspected;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The days on which copies of a case have left the centre.
///
/// @param passedOn the last day on which a neighbour got it
/// @param exportedOn the last day on which a worker fetched its words
@Introspected
public record LeftDays(@Nullable LocalDate passedOn, @Nullable LocalDate exportedOn) {

  public static final LeftDays NONE = new LeftDays(null, null);
}
