package tw.shouwang.api.intake.figures;

import io.micronaut.core.annotation.Introspected;
import tw.shouwang.api.directory.entries.Topic;

/// So many cases of one month that are alike in everything the figures look at. Exact: never leaves
/// this package.
///
/// @param withinDay graded within 24 hours
/// @param due graded, or 24 hours old: it counts for whether that was in time
/// @param filtered found to be a mistake or a duplicate
/// @param acknowledgedAfter tens of minutes until the sender was told that a person has read it; -1
///   while nobody has
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
