package tw.shouwang.api.intake.figures;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The publishable figures of a centre for some whole months.
///
/// @param areaCode null for the whole centre
/// @param guideViews of the whole service, as the two counts after it; null also in figures that
///   were published before views were counted
@Serdeable
record Figures(
    LocalDate from,
    LocalDate to,
    @Nullable String areaCode,
    @Nullable Integer cases,
    Share assignedWithinDay,
    Share gradedSameDay,
    Share filtered,
    Share repeats,
    @Nullable Integer acknowledgedMedianMinutes,
    @Nullable Integer acknowledgedP95Minutes,
    Share directoryVerified,
    Share searchesWithoutResult,
    @Nullable Integer guideViews,
    @Nullable Integer helpingStepsViews,
    @Nullable Integer suicidePreventionViews,
    List<MixFigure> mix) {

  Figures {
    mix = List.copyOf(mix);
  }
}
