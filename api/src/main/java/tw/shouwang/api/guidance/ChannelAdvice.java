package tw.shouwang.api.guidance;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.view.Resource;

/// One channel to turn to. Its words are in the messages `guidance`, as `advice.<code>.title` and
/// `.why`; where the law obliges, `.why.obliged`; where it is said otherwise to whoever asks for
/// somebody else, `.why.helper`.
///
/// @param legalDuty whether the law obliges this person, in this capacity, to report here; a report
///   to this service does not discharge it
/// @param deadlineHours within how many hours, where the law says so
/// @param mayBeObliged whether people in this capacity may be obliged, and our sources do not say
public record ChannelAdvice(
    String code,
    Asker asker,
    boolean legalDuty,
    boolean mayBeObliged,
    @Nullable Integer deadlineHours,
    List<Resource> resources) {

  public ChannelAdvice {
    resources = List.copyOf(resources);
  }
}
