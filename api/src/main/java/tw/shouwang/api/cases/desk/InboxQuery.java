package tw.shouwang.api.cases.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.directory.entries.Topic;

/// A filter for a centre's cases. An empty part does not restrict.
///
/// @param statuses empty means every status but CLOSED
/// @param topics compared with the first and the other topics
/// @param grades the urgency by triage, or before triage the sender's own
/// @param area a county or district; a county includes its districts
/// @param worker the worker whose claims count as MINE
/// @param overdue whether only cases past the deadline for grading and assigning
/// @param unread only cases with an unread message of their sender's after the form, or only those
///   without; null for both
/// @param exercise only exercises, or only what is real; null for both
/// @param surge only cases with the surge mark, or only those without; null for both
/// @param dueBefore only cases of which a running clock or a planned call is due before this; null
///   for all
public record InboxQuery(
    String centre,
    Set<CaseStatus> statuses,
    Set<Topic> topics,
    Set<Urgency> grades,
    String area,
    Claim claim,
    String worker,
    boolean overdue,
    @Nullable Boolean surge,
    @Nullable Instant dueBefore,
    @Nullable Boolean unread,
    @Nullable Boolean exercise) {

  public InboxQuery {
    statuses = Set.copyOf(statuses);
    topics = Set.copyOf(topics);
    grades = Set.copyOf(grades);
  }

  /// Who has claimed the case.
  public enum Claim {
    ANY,
    UNCLAIMED,
    CLAIMED,
    MINE
  }

  // The filter as query parameters, in types that SQL has.

  public boolean wantsOpen() {
    return statuses.isEmpty() || statuses.stream().anyMatch(each -> each != CaseStatus.CLOSED);
  }

  public boolean wantsClosed() {
    return statuses.contains(CaseStatus.CLOSED) && !overdue && !wantsDue();
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

  /// `true`, `false`, or empty for both.
  public String wantedSurge() {
    return surge == null ? "" : surge.toString();
  }

  public boolean wantsDue() {
    return dueBefore != null;
  }

  /// Any instant where no due date is a condition.
  public Instant dueEnd() {
    return dueBefore == null ? Instant.EPOCH : dueBefore;
  }

  /// `true`, `false`, or empty for both.
  public String wantedUnread() {
    return unread == null ? "" : unread.toString();
  }

  /// `true`, `false`, or empty for both.
  public String wantedExercise() {
    return exercise == null ? "" : exercise.toString();
  }

  public String claimName() {
    return claim.name();
  }

  /// The filter as facets, as the database's function `cases.facets` writes them for each case.
  ///
  /// @param all every case has these, one at least; separated by commas
  /// @param holder every case has this one too
  /// @param oneOf every case has one of these; separated by commas
  /// @param ranks the urgencies; separated by commas, empty for all
  record Facets(String all, String holder, String oneOf, String ranks) {}

  Facets facets() {
    return facets(ranks());
  }

  /// @param ranks only those of these urgencies, separated by commas; empty for all
  Facets facets(String ranks) {
    List<String> all = new ArrayList<>();
    if (topics.size() == 1) {
      topics.forEach(topic -> all.add(centre + " topic " + topic));
    }
    if (!area.isEmpty()) {
      all.add(centre + " area " + area);
    }
    if (claim == Claim.UNCLAIMED) {
      all.add(centre + " unclaimed");
    } else if (claim == Claim.CLAIMED) {
      all.add(centre + " claimed");
    }
    if (surge != null) {
      all.add(centre + (surge ? " surge" : " no surge"));
    }
    if (unread != null) {
      all.add(centre + (unread ? " unread" : " read"));
    }
    if (exercise != null) {
      all.add(centre + (exercise ? " exercise" : " real"));
    }
    if (ranks.length() == 1) {
      all.add(centre + " rank " + ranks);
    }
    if (all.isEmpty()) {
      all.add(centre);
    }
    String any = all.getFirst();
    return new Facets(
        String.join(",", all),
        claim == Claim.MINE ? centre + " of " + worker : any,
        topics.size() > 1
            ? topics.stream()
                .map(topic -> centre + " topic " + topic)
                .sorted()
                .collect(Collectors.joining(","))
            : any,
        ranks);
  }

  /// Whether the filter matches all of a centre's closed cases, or all of one urgency.
  boolean asksForAllClosed() {
    return grades.size() <= 1
        && topics.isEmpty()
        && area.isEmpty()
        && claim == Claim.ANY
        && surge == null
        && unread == null
        && exercise == null;
  }

  /// The ranks of the wanted urgencies in the list's order; cases that nobody can open have the
  /// last rank.
  List<Integer> ranksInOrder() {
    return grades.isEmpty()
        ? List.of(0, 1, 2, 3, 4, 5)
        : grades.stream().map(InboxPosition::rank).sorted().toList();
  }

  /// The position before the first matching case of an urgency.
  InboxPosition firstOfRank(int rank) {
    return InboxPosition.before(rank, Boolean.TRUE.equals(surge));
  }

  private static String joined(Set<? extends Enum<?>> values) {
    return values.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
  }
}
