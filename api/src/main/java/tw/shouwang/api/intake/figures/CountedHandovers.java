package tw.shouwang.api.intake.figures;

import io.micronaut.core.annotation.Introspected;

/// What became of a month's cases at one neighbour, of one topic. Exact, so it must never leave
/// this package.
///
/// @param arrived how many have reached the neighbour; the others are parts of it
@Introspected
record CountedHandovers(
    String neighbour, String topic, long arrived, long opened, long notOpened, long returned) {}
