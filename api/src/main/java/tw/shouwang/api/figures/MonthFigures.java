package tw.shouwang.api.figures;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Topic;

/// The JSON of a published month. A value is null if it must not be published, or was not counted
/// then.
@Serdeable.Deserializable
record MonthFigures(
    @Nullable Integer cases,
    PublishedShare assignedWithinDay,
    PublishedShare gradedSameDay,
    PublishedShare filtered,
    PublishedShare repeats,
    @Nullable Integer acknowledgedMedianMinutes,
    @Nullable Integer acknowledgedP95Minutes,
    @Nullable Integer guideViews,
    @Nullable Integer helpingStepsViews,
    @Nullable Integer suicidePreventionViews,
    List<DistrictFigures> mix) {

  MonthFigures {
    mix = List.copyOf(mix);
  }

  /// The GraphQL type `PublishedShare`.
  @Serdeable.Deserializable
  record PublishedShare(@Nullable Integer count, @Nullable Integer of, @Nullable Double percent) {}

  /// The GraphQL type `PublishedDistrict`.
  @Serdeable.Deserializable
  record DistrictFigures(String areaCode, @Nullable Integer cases, List<TopicCases> topics) {

    DistrictFigures {
      topics = List.copyOf(topics);
    }
  }

  /// The GraphQL type `PublishedTopic`.
  @Serdeable.Deserializable
  record TopicCases(Topic topic, int cases) {}
}
