package tw.shouwang.api.cases.desk;

import java.util.Set;
import java.util.stream.Collectors;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.directory.entries.Topic;

/// Which cases of a centre somebody wants to see. What is empty does not narrow.
///
/// @param statuses none means every status but CLOSED
/// @param topics as the first or another topic
/// @param grades as graded, before that as the sender said
/// @param area a county or district; a county holds its districts
/// @param worker whose claims are MINE
/// @param overdue whether only what should have been graded and assigned by now
public record DeskQuery(
    Set<CaseStatus> statuses,
    Set<Topic> topics,
    Set<Urgency> grades,
    String area,
    Claim claim,
    String worker,
    boolean overdue) {

  public DeskQuery {
    statuses = Set.copyOf(statuses);
    topics = Set.copyOf(topics);
    grades = Set.copyOf(grades);
  }

  /// Who has taken it.
  public enum Claim {
    ANY,
    UNCLAIMED,
    CLAIMED,
    MINE
  }

  boolean wantsOpen() {
    return statuses.isEmpty() || statuses.stream().anyMatch(each -> each != CaseStatus.CLOSED);
  }

  boolean wantsClosed() {
    return statuses.contains(CaseStatus.CLOSED) && !overdue;
  }

  static String joined(Set<? extends Enum<?>> values) {
    return values.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
  }

  String ranks() {
    return grades.stream()
        .map(grade -> Integer.toString(DeskPlace.rank(grade)))
        .sorted()
        .collect(Collectors.joining(","));
  }
}
