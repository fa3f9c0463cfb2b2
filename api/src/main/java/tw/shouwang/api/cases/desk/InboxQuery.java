package tw.shouwang.api.cases.desk;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.directory.entries.Topic;

/// Which cases of a centre somebody wants to see. An empty part does not narrow.
///
/// @param statuses none means every status but CLOSED
/// @param topics as the first or another topic
/// @param grades as graded, before that as the sender said
/// @param area a county or district; a county holds its districts
/// @param worker whose claims are MINE
/// @param overdue whether only what should have been graded and assigned by now
/// @param surge only cases that are marked as a surge, or only those that are not; null for both
public record InboxQuery(
    String centre,
    Set<CaseStatus> statuses,
    Set<Topic> topics,
    Set<Urgency> grades,
    String area,
    Claim claim,
    String worker,
    boolean overdue,
    @Nullable Boolean surge) {

  public InboxQuery {
    statuses = Set.copyOf(statuses);
    topics = Set.copyOf(topics);
    grades = Set.copyOf(grades);
  }

  /// Who has claimed it.
  public enum Claim {
    ANY,
    UNCLAIMED,
    CLAIMED,
    MINE
  }

  // What the repository's query asks, in types that SQL knows.

  public boolean wantsOpen() {
    return statuses.isEmpty() || statuses.stream().anyMatch(each -> each != CaseStatus.CLOSED);
  }

  public boolean wantsClosed() {
    return statuses.contains(CaseStatus.CLOSED) && !overdue;
  }

  public String joinedStatuses() {
    return joined(statuses);
  }

  public String joinedTopics() {
    return joined(topics);
  }

  public String ranks() {
    return grades.stream()
        .map(grade -> Integer.toString(InboxPosition.rank(grade)))
        .sorted()
        .collect(Collectors.joining(","));
  }

  /// `true`, `false`, or nothing.
  public String wantedSurge() {
    return surge == null ? "" : surge.toString();
  }

  public String claimName() {
    return claim.name();
  }

  private static String joined(Set<? extends Enum<?>> values) {
    return values.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
  }
}
