package tw.shouwang.api.intake.figures;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The publishable shares of one month's cases that a neighbour has opened, has not opened and has
/// returned, of those that have reached it.
///
/// @param month its first day
/// @param neighbour null where it is by topic
/// @param topic null where it is by neighbour
record HandoverFigure(
    LocalDate month,
    @Nullable String neighbour,
    @Nullable String topic,
    Share opened,
    Share notOpened,
    Share returned) {}
