package tw.shouwang.api.guidance;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.view.Resource;

/// One channel to turn to. Its texts are in the messages `guidance`, as `advice.<code>.title` and
/// `.why`; `.why.obliged` for a person whom the law obliges; `.why.helper`, if it exists, for a
/// person who asks for somebody else.
///
/// @param legalDuty whether the law obliges this person, in this capacity, to report here; a report
///   to this service does not discharge the duty
/// @param deadlineHours the law's deadline in hours, if it names one
/// @param mayBeObliged whether people in this capacity may be obliged, although our sources do not
///   say so
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
