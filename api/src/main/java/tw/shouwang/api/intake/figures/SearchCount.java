package tw.shouwang.api.intake.figures;

import io.micronaut.core.annotation.Introspected;

/// The number of searches, and how many of them found nothing.
@Introspected
record SearchCount(long searches, long withoutResult) {}
