package tw.shouwang.api.intake.clocks;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;

/// A running clock in the calendar.
///
/// @param kind by name, because a newer version may have written one that this one does not know
@Introspected
record CalendarClock(UUID caseId, String kind, Instant dueAt, boolean missed) {}
