package tw.shouwang.api.intake.figures;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Topic;

/// The publishable number of cases of one district and month by topic.
///
/// @param month its first day
/// @param areaCode the district; a county if the sender named no district
@Serdeable
record MixFigure(
    LocalDate month, String areaCode, @Nullable Integer cases, List<TopicFigure> topics) {

  MixFigure {
    topics = List.copyOf(topics);
  }

  @Serdeable
  record TopicFigure(Topic topic, int cases) {}
}
