package tw.shouwang.api.guidance;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.view.Resource;

/// One channel to turn to. Its texts are in the messages `guidance`, as `advice.<code>.title` and
/// `.why`; `.why.helper`, if it exists, for a person who asks for somebody else.
///
/// @param duties the legal duties of this person in their capacity; a report to this service does
///   not discharge them
/// @param resources those that answer in the asker's language now come first
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

  /// The shortest deadline in hours of the articles that name people in this capacity.
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
