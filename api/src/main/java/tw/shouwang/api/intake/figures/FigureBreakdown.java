package tw.shouwang.api.intake.figures;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The publishable numbers of a centre's cases of one month by one dimension.
///
/// @param month its first day
record FigureBreakdown(LocalDate month, FigureDimension dimension, List<Cell> cells) {

  FigureBreakdown {
    cells = List.copyOf(cells);
  }

  /// @param value null for the cases with any value that has no cell of its own
  record Cell(@Nullable String value, int cases) {}
}
