package tw.shouwang.api.intake.figures;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Topic;

/// What the cases of one district and month were about, as far as it may be told.
///
/// @param month its first day
/// @param areaCode the district; a county where the sender said no more
@Serdeable
record MixFigure(
    LocalDate month, String areaCode, @Nullable Integer cases, List<TopicFigure> topics) {

  MixFigure {
    topics = List.copyOf(topics);
  }

  @Serdeable
  record TopicFigure(Topic topic, int cases) {}
}
