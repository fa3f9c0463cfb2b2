package tw.shouwang.api.intake.figures;

import io.micronaut.core.annotation.Introspected;

/// How often the guide, its three steps and its advice about suicide were asked for, in the whole
/// service.
@Introspected
record ViewCount(long guide, long helpingSteps, long suicidePrevention) {}
