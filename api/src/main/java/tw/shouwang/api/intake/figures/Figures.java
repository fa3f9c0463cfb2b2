package tw.shouwang.api.intake.figures;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What may be told of a centre's work in some whole months.
///
/// @param areaCode nothing where the whole centre is meant
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
    List<MixFigure> mix) {

  Figures {
    mix = List.copyOf(mix);
  }
}
