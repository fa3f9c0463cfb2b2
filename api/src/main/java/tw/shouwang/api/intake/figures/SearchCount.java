package tw.shouwang.api.intake.figures;

import io.micronaut.core.annotation.Introspected;

/// How many searches there were, and how many found nothing.
@Introspected
record SearchCount(long searches, long withoutResult) {}
