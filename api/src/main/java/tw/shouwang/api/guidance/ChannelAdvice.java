package tw.shouwang.api.guidance;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.view.Resource;

/// One channel to turn to. Its words are in the messages `guidance`, as `advice.<code>.title` and
/// `.why`; where it is said otherwise to whoever asks for somebody else, `.why.helper`.
///
/// @param duties what the law asks of this person, in their capacity; a report to this service does
///   not discharge it
/// @param resources whoever answers in the asker's language now first
public record ChannelAdvice(
    String code, Asker asker, List<ReportingDuty> duties, List<Resource> resources) {

  public ChannelAdvice {
    duties = List.copyOf(duties);
    resources = List.copyOf(resources);
  }

  /// Whether an article names people in this capacity.
  public boolean legalDuty() {
    return duties.stream().anyMatch(ReportingDuty::obliged);
  }

  /// Within how many hours, where an article that names them says so; the soonest.
  @Nullable
  public Integer deadlineHours() {
    return duties.stream()
        .filter(ReportingDuty::obliged)
        .map(ReportingDuty::deadlineHours)
        .filter(Objects::nonNull)
        .min(Integer::compare)
        .orElse(null);
  }
}
