package tw.shouwang.api.guidance;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.view.Resource;

/// One channel to turn to. Its words are in the messages `guidance`, as `advice.<code>.title` and
/// `.why`; where the law obliges, `.why.obliged`.
///
/// @param legalDuty whether the law obliges this person, in this capacity, to report here; a report
///   to this service does not discharge it
/// @param deadlineHours within how many hours, where the law says so
public record ChannelAdvice(
    String code, boolean legalDuty, @Nullable Integer deadlineHours, List<Resource> resources) {

  public ChannelAdvice {
    resources = List.copyOf(resources);
  }
}
