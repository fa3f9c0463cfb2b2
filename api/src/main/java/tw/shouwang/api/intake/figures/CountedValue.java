package tw.shouwang.api.intake.figures;

import io.micronaut.core.annotation.Introspected;

/// The number of a month's cases that have one value of a dimension. Exact, so it must never leave
/// this package.
///
/// @param value an enum's name or a week's Monday; [FigureDimension#NONE] for cases that have none
@Introspected
record CountedValue(String value, long cases) {}
