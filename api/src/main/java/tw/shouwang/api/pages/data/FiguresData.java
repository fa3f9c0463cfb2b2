package tw.shouwang.api.pages.data;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.Language;

/// The answer of `page-figures.graphql`.
@Serdeable
public record FiguresData(
    @Nullable String draftNotice,
    List<Card> emergencyNumbers,
    @Nullable List<CentreFigures> publishedFigures)
    implements Basics {

  /// A `PublishedFigures` of the schema.
  @Serdeable
  public record CentreFigures(
      String centreName,
      Language centreNameLanguage,
      String monthName,
      @Nullable Integer cases,
      PartOfAll assignedWithinDay,
      PartOfAll gradedSameDay,
      PartOfAll filtered,
      PartOfAll repeats,
      @Nullable Integer acknowledgedMedianMinutes,
      @Nullable Integer acknowledgedP95Minutes,
      @Nullable Integer guideViews,
      @Nullable Integer helpingStepsViews,
      @Nullable Integer suicidePreventionViews,
      List<DistrictRow> mix) {}

  /// A `PublishedShare` of the schema.
  @Serdeable
  public record PartOfAll(@Nullable Integer count, @Nullable Integer of, @Nullable Double percent) {

    /// The share as it is shown; null if too few.
    public @Nullable String shown() {
      return percent == null ? null : percent + " % (" + count + " / " + of + ")";
    }
  }

  /// A `PublishedDistrict` of the schema.
  @Serdeable
  public record DistrictRow(
      @Nullable PlaceName area, @Nullable Integer cases, List<TopicRow> topics) {}

  /// A `PublishedTopic` of the schema.
  @Serdeable
  public record TopicRow(String name, int cases) {}

  public List<CentreFigures> figures() {
    return publishedFigures == null ? List.of() : publishedFigures;
  }
}
