package tw.shouwang.api.intake.figures;

import io.micronaut.core.annotation.Introspected;
import tw.shouwang.api.directory.entries.Topic;

/// The number of a month's cases that are equal in all properties that the figures use. Exact, so
/// it must never leave this package.
///
/// @param withinDay graded within 24 hours
/// @param due graded, or older than 24 hours: the case counts in the share of timely grading
/// @param filtered closed as a mistake or a duplicate
/// @param acknowledgedAfter the time until a person had read it, in units of ten minutes; -1 if
///   nobody has
@Introspected
record CountedCases(
    String area,
    Topic topic,
    boolean sameDay,
    boolean withinDay,
    boolean due,
    boolean filtered,
    boolean repeated,
    int acknowledgedAfter,
    long cases) {}
