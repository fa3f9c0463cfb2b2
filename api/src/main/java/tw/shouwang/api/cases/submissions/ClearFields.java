package tw.shouwang.api.cases.submissions;

import static java.util.Comparator.comparing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.Form;
import tw.shouwang.api.cases.records.SenderGroup;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.directory.entries.Topic;

/// The part of a form that is stored in clear beside the sealed part.
///
/// @param centre the centre that the form is sealed for
public record ClearFields(
    Form form,
    Topic topic,
    List<Topic> otherTopics,
    List<String> indicators,
    @Nullable Boolean childInvolved,
    Urgency urgency,
    String area,
    String centre,
    SenderGroup senderGroup) {

  /// Sorts topics and signs and drops repeated ones, so that the stored order does not reveal in
  /// which order the sender chose them.
  public ClearFields {
    otherTopics = otherTopics.stream().distinct().sorted(comparing(Enum::name)).toList();
    indicators = indicators.stream().distinct().sorted().toList();
  }
}
