package tw.shouwang.api.intake.clocks;

import io.micronaut.core.annotation.Introspected;
import java.time.LocalDate;

/// How many running clocks end on a day.
///
/// @param clocks no more than one above the most that is counted
@Introspected
record CalendarDay(LocalDate day, int clocks) {}
