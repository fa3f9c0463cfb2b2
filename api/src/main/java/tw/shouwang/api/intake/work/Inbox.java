package tw.shouwang.api.intake.work;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.CaseDetails;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.InboxCounts;
import tw.shouwang.api.cases.desk.InboxPosition;
import tw.shouwang.api.cases.desk.InboxQueries;
import tw.shouwang.api.cases.desk.InboxQuery;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.intake.answers.StaffCase;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.graphql.PageInfo;
import tw.shouwang.graphql.ShownEntries;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.i18n.Messages;

/// Lists a centre's cases, page by page. Lists contain no words.
@Singleton
@Requires(condition = InStaffProcess.class)
public class Inbox {

  private static final int LONGEST_PAGE = 100;
  private static final int MOST_CANDIDATES = 20;

  private final Messages messages = Messages.of("intake");
  private final InboxQueries cases;
  private final DuplicateTags tags;
  private final Colleagues colleagues;
  private final InstantSource clock;

  Inbox(InboxQueries cases, DuplicateTags tags, Colleagues colleagues, InstantSource clock) {
    this.cases = cases;
    this.tags = tags;
    this.colleagues = colleagues;
    this.clock = clock;
  }

  /// The filter as it is sent.
  record Filter(
      List<CaseStatus> statuses,
      List<Topic> topics,
      List<Urgency> urgencies,
      List<CaseStatus> status,
      List<Topic> topic,
      List<Urgency> urgency,
      @Nullable String area,
      InboxQuery.@Nullable Claim claim,
      @Nullable String claimedBy,
      @Nullable Boolean dueToday,
      @Nullable Boolean overdue,
      @Nullable Boolean surge,
      @Nullable Boolean unread,
      @Nullable Boolean exercise) {

    static final Filter NONE =
        new Filter(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, null, null,
            null, null, null, null, null);

    Filter {
      statuses = List.copyOf(statuses);
      topics = List.copyOf(topics);
      urgencies = List.copyOf(urgencies);
      status = List.copyOf(status);
      topic = List.copyOf(topic);
      urgency = List.copyOf(urgency);
    }

    /// @param endOfDay of today
    InboxQuery query(String centre, String worker, Instant endOfDay) {
      return new InboxQuery(
          centre,
          either(statuses, status),
          either(topics, topic),
          either(urgencies, urgency),
          area == null ? "" : area,
          claimedBy != null ? InboxQuery.Claim.MINE : claim == null ? InboxQuery.Claim.ANY : claim,
          claimedBy != null ? claimedBy : worker,
          Boolean.TRUE.equals(overdue),
          surge,
          Boolean.TRUE.equals(dueToday) ? endOfDay : null,
          unread,
          exercise);
    }

    /// The list under its present name, or under its former one.
    private static <T> Set<T> either(List<T> list, List<T> before) {
      return Set.copyOf(list.isEmpty() ? before : list);
    }
  }

  record Edge(String cursor, StaffCase node) {}

  /// @param query the arguments of the page
  /// @param after where the page begins
  record Page(List<Edge> edges, PageInfo pageInfo, InboxQuery query, InboxCursor after) {

    Page {
      edges = List.copyOf(edges);
    }

    List<StaffCase> nodes() {
      return edges.stream().map(Edge::node).toList();
    }
  }

  Page page(StaffMember member, Filter filter, int first, @Nullable String after) {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    if (first < 1 || first > LONGEST_PAGE) {
      throw mistake("INVALID_FIRST");
    }
    colleagues.note(member);
    Instant endOfDay = TaiwanTime.startOf(TaiwanTime.today(clock).plusDays(1));
    InboxQuery query = filter.query(centre, member.subject(), endOfDay);
    InboxCursor.Question question = InboxCursor.question(query);
    InboxCursor start =
        after == null
            ? InboxCursor.START
            : InboxCursor.decode(after, question).orElseThrow(() -> mistake("INVALID_CURSOR"));
    List<DeskCase> found = cases.page(query, start.position(), first + 1);
    CaseDetails details = cases.details(found, centre);
    List<Edge> edges = new ArrayList<>();
    InboxCursor cursor = start;
    for (DeskCase row : found.subList(0, Math.min(first, found.size()))) {
      cursor = cursor.next(row);
      edges.add(new Edge(cursor.encode(question), new StaffCase(row, details)));
    }
    PageInfo info = PageInfo.of(found.size() > first, after != null, edges, Edge::cursor);
    return new Page(edges, info, query, start);
  }

  /// How many cases are now listed before a page and stood on no page that led to it. They are
  /// looked for among the first `ShownEntries.MOST` cases, because what becomes urgent goes there.
  int movedBefore(Page page) {
    ShownEntries shown = page.after().shown();
    if (page.after().equals(InboxCursor.START)) {
      return 0;
    }
    InboxPosition last = page.after().lastShown();
    return (int)
        cases.page(page.query(), InboxPosition.START, ShownEntries.MOST + LONGEST_PAGE).stream()
            .takeWhile(row -> InboxPosition.of(row).compareTo(last) <= 0)
            .filter(row -> !shown.contains(row.id().toString()))
            .count();
  }

  InboxCounts counts(StaffMember member) {
    return cases.counts(
        member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR), member.subject());
  }

  /// Open cases that may be about the same event. Tags decide if both cases were opened and name a
  /// place; else topic, area and two days do. Empty for a case that was transferred meanwhile,
  /// because its candidates belong to the other centre.
  List<StaffCase> duplicateCandidates(StaffMember member, DeskCase known) {
    if (!known.centre().equals(member.centre())) {
      return List.of();
    }
    List<DeskCase> alike =
        cases.near(known, LONGEST_PAGE).stream()
            .filter(other -> !DuplicateTags.decide(known, other) || tags.match(known, other))
            .limit(MOST_CANDIDATES)
            .toList();
    CaseDetails details = cases.details(alike, known.centre());
    return alike.stream().map(row -> new StaffCase(row, details)).toList();
  }

  /// Why a case may be about the same as another one, the strongest reason first. The names are
  /// those of the GraphQL enum.
  enum Likeness {
    SAME_PLACE_AND_TOPIC,
    SAME_BUILDING,
    SAME_STREET,
    SAME_TOPIC_AND_DISTRICT
  }

  /// The schema's type of the same name.
  ///
  /// @param known the other case
  record DuplicateSuggestion(StaffCase known, Likeness why) {}

  /// Open cases that may be about the same or about one household, the likeliest first. Nothing
  /// that is known of the places takes a case away that topic and district suggest.
  List<DuplicateSuggestion> suggestions(StaffMember member, DeskCase known) {
    if (!known.centre().equals(member.centre())) {
      return List.of();
    }
    Map<DeskCase, Likeness> found = new LinkedHashMap<>();
    for (DeskCase other : cases.near(known, LONGEST_PAGE)) {
      boolean same = DuplicateTags.decide(known, other) && tags.match(known, other);
      found.put(other, same ? Likeness.SAME_PLACE_AND_TOPIC : Likeness.SAME_TOPIC_AND_DISTRICT);
    }
    for (DeskCase other :
        cases.inPlaces(known, tags.ofBuilding(known), tags.ofStreet(known), LONGEST_PAGE)) {
      if (tags.areInOneBuilding(known, other)) {
        found.merge(other, Likeness.SAME_BUILDING, Inbox::stronger);
      } else if (tags.areInOneStreet(known, other)) {
        found.merge(other, Likeness.SAME_STREET, Inbox::stronger);
      }
    }
    List<Map.Entry<DeskCase, Likeness>> likeliest =
        found.entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .limit(MOST_CANDIDATES)
            .toList();
    CaseDetails details =
        cases.details(likeliest.stream().map(Map.Entry::getKey).toList(), known.centre());
    return likeliest.stream()
        .map(
            each -> new DuplicateSuggestion(new StaffCase(each.getKey(), details), each.getValue()))
        .toList();
  }

  private static Likeness stronger(Likeness one, Likeness other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /// The other cases in this one's family that belong to the member's centre.
  List<StaffCase> family(StaffMember member, DeskCase known) {
    if (!known.centre().equals(member.centre())) {
      return List.of();
    }
    List<DeskCase> others = cases.family(known, LONGEST_PAGE);
    CaseDetails details = cases.details(others, known.centre());
    return others.stream().map(row -> new StaffCase(row, details)).toList();
  }

  /// The cases merged into this one that belong to the member's centre.
  List<StaffCase> merged(StaffMember member, StaffCase known) {
    if (!known.row().centre().equals(member.centre())) {
      return List.of();
    }
    CaseDetails details = known.details().ofMerged();
    return known.details().merged(known.row().id()).stream()
        .map(row -> new StaffCase(row, details))
        .toList();
  }

  /// A client's mistake, reported among the GraphQL errors.
  RequestError mistake(String code) {
    return new RequestError(code, language -> messages.text(language, "error." + code));
  }
}
