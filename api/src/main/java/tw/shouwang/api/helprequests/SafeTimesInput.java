package tw.shouwang.api.helprequests;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.ContactMeans;
import tw.shouwang.api.cases.records.SafeTimes;

/// When and how a sender can be reached, as it was sent. Nothing of it is ever a reason to refuse
/// the request: a part that cannot be read is left out, and the sender and staff are told.
record SafeTimesInput(
    List<Integer> days,
    List<PeriodInput> periods,
    List<ContactMeans> by,
    @Nullable Boolean mayLeaveMessage) {

  SafeTimesInput {
    days = List.copyOf(days);
    periods = List.copyOf(periods);
    by = List.copyOf(by);
  }

  record PeriodInput(String from, String to) {

    Optional<SafeTimes.Period> period() {
      return SafeTimes.Period.of(from, to);
    }
  }

  SafeTimes read() {
    Set<Integer> safe =
        days.stream()
            .filter(day -> day >= 1 && day <= 7)
            .collect(Collectors.toCollection(TreeSet::new));
    List<SafeTimes.Period> kept =
        periods.stream()
            .map(PeriodInput::period)
            .flatMap(Optional::stream)
            .distinct()
            .limit(SafeTimes.MOST_PERIODS)
            .toList();
    boolean unclear =
        days.stream().anyMatch(day -> day < 1 || day > 7)
            || kept.size() < periods.stream().distinct().count();
    Set<ContactMeans> means = EnumSet.noneOf(ContactMeans.class);
    means.addAll(by);
    return new SafeTimes(safe, kept, means, mayLeaveMessage, unclear);
  }

  @Override
  public String toString() {
    return "SafeTimesInput[redacted]";
  }
}
