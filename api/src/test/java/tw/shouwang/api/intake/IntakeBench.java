package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.StaffClient;
import tw.shouwang.foundation.TaiwanTime;

/// Measures the inbox with each of its filters, the calendar of deadlines, the other lists of a
/// centre and the opening of a case, at 200,000 cases, of which 5,000 are open, over HTTP with a
/// token. Run by `bench/intake/run`, and for the cases of ten years with `-Dbench.cases=7300000
/// -Dbench.days=3650`.
@MicronautTest(transactional = false)
class IntakeBench implements EmbeddedTest {

  private static final int REAL = 300;

  /// How many cases there are, and in how many days they came. Of cases that came before the last
  /// [#READABLE] days only what stays for statistics is left.
  private static final int CASES = Integer.getInteger("bench.cases", 200_000);

  private static final int DAYS = Integer.getInteger("bench.days", 180);
  private static final int READABLE = 270;

  /// How often each question is asked; a property, for a look in less time.
  private static final int TIMES = Integer.getInteger("bench.times", 500);

  /// Which rows are measured, by a pattern for a part of their names.
  private static final Pattern ROWS = Pattern.compile(System.getProperty("bench.rows", ""));

  private final IdentityProvider provider = IdentityProvider.start();

  @Inject StaffClient staff;
  @Inject AppClient app;
  @Inject OwnerConnections owner;

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @Test
  void measure() throws Exception {
    fill();
    for (int i = 0; i < REAL; i++) {
      StaffDesk.report(
          app, Map.of("area", "63000030", "urgency", "IMMEDIATE_DANGER", "place", "路" + i + "號"));
    }
    StaffDesk desk = new StaffDesk(staff, app, provider.token("w1", "tpe", "INTAKE_WORKER"));
    Map<String, ?> all = Map.of();
    Answer counts = desk.inbox(all, 20, null).root().at("counts");
    System.out.println("open in this centre: " + counts.text("total"));

    List<String> cursors = new ArrayList<>();
    String after = null;
    for (int page = 0; page < 100; page++) {
      Answer answer = desk.inbox(all, 20, after).root();
      after = answer.text("pageInfo", "endCursor");
      cursors.add(after);
    }
    run("inbox, first page", 3 * TIMES, i -> desk.inbox(all, 20, null));
    run("inbox, page 2 to 100", 3 * TIMES, i -> desk.inbox(all, 20, cursors.get(i % 100)));
    filters(desk);
    lists(desk);
    List<String> ids = new ArrayList<>();
    after = null;
    while (ids.size() < REAL) {
      Answer page =
          desk.inbox(
                  Map.of(
                      "urgency",
                      List.of("IMMEDIATE_DANGER"),
                      "area",
                      "63000030",
                      "topic",
                      List.of("OTHER")),
                  100,
                  after)
              .root();
      ids.addAll(page.at("nodes").each("id"));
      after = page.text("pageInfo", "endCursor");
    }
    run("opening a case, first time", REAL, i -> desk.open(ids.get(i)));
    run("opening a case, again", 2 * TIMES, i -> desk.open(ids.get(i % REAL)));
    run(
        "a case with its duplicate candidates",
        TIMES,
        i -> desk.look(ids.get(i % REAL), "id duplicateCandidates { id }"));
    run(
        "closing a case, and looking up its version",
        REAL,
        i -> desk.step("closeCase", ids.get(i), Map.of("outcome", "HELPED")));
    assertThat(ids).hasSizeGreaterThanOrEqualTo(REAL);
  }

  /// Each filter alone, what people ask for together, and questions that nothing answers, for which
  /// every case of the centre may have to be looked at.
  private static void filters(StaffDesk desk) {
    Map<String, Map<String, ?>> asked = new LinkedHashMap<>();
    asked.put(
        "one district, one topic, unclaimed",
        Map.of("area", "63000110", "topics", List.of("CARE_BURDEN"), "claim", "UNCLAIMED"));
    asked.put("graded", Map.of("statuses", List.of("TRIAGED")));
    asked.put("one topic", Map.of("topics", List.of("PARENTING")));
    asked.put("can wait", Map.of("urgencies", List.of("ROUTINE")));
    asked.put("one district", Map.of("area", "63000110"));
    asked.put("unclaimed", Map.of("claim", "UNCLAIMED"));
    asked.put("claimed", Map.of("claim", "CLAIMED"));
    asked.put("mine", Map.of("claim", "MINE"));
    asked.put("a colleague's", Map.of("claimedBy", "w7"));
    asked.put("due today", Map.of("dueToday", true));
    asked.put("mine, due today", Map.of("claim", "MINE", "dueToday", true));
    asked.put("overdue", Map.of("overdue", true));
    asked.put("of a surge", Map.of("surge", true));
    asked.put("of no surge", Map.of("surge", false));
    asked.put("unread", Map.of("unread", true));
    asked.put("read", Map.of("unread", false));
    asked.put("exercises", Map.of("exercise", true));
    asked.put("no exercises", Map.of("exercise", false));
    asked.put(
        "none, by topic and colleague",
        Map.of("topics", List.of("SEXUAL_ASSAULT"), "claimedBy", "nobody"));
    asked.put("none, by district", Map.of("area", "63000999", "overdue", true));
    List<String> closed = List.of("CLOSED");
    asked.put("closed", Map.of("statuses", closed));
    asked.put("closed, one topic", Map.of("statuses", closed, "topics", List.of("PARENTING")));
    asked.put("closed, one district", Map.of("statuses", closed, "area", "63000110"));
    asked.put("closed, mine", Map.of("statuses", closed, "claim", "MINE"));
    asked.put("closed, unread", Map.of("statuses", closed, "unread", true));
    asked.put("closed, exercises", Map.of("statuses", closed, "exercise", true));
    asked.put("closed, of a surge", Map.of("statuses", closed, "surge", true));
    asked.put("closed, claimed", Map.of("statuses", closed, "claim", "CLAIMED"));
    asked.put("closed, unclaimed", Map.of("statuses", closed, "claim", "UNCLAIMED"));
    asked.put("closed, a colleague's", Map.of("statuses", closed, "claimedBy", "w7"));
    asked.put("closed, can wait", Map.of("statuses", closed, "urgencies", List.of("ROUTINE")));
    asked.put(
        "closed, of a colleague in one district",
        Map.of("statuses", closed, "claimedBy", "w7", "area", "63000110"));
    asked.put(
        "closed, of a colleague who came last week",
        Map.of("statuses", closed, "claimedBy", "w21"));
    asked.put("closed, of another county", Map.of("statuses", closed, "area", "65000"));
    asked.put("closed or graded", Map.of("statuses", List.of("CLOSED", "TRIAGED")));
    asked.put(
        "closed or graded, one district",
        Map.of("statuses", List.of("CLOSED", "TRIAGED"), "area", "63000110"));
    asked.put(
        "closed, none by topic", Map.of("statuses", closed, "topics", List.of("SEXUAL_ASSAULT")));
    asked.put("closed, none by district", Map.of("statuses", closed, "area", "63000999"));
    asked.put(
        "closed, none by topic and district, each of many",
        Map.of("statuses", closed, "topics", List.of("PARENTING"), "area", "63000110"));
    asked.put(
        "closed, none by two topics and district",
        Map.of("statuses", closed, "topics", List.of("PARENTING", "OTHER"), "area", "63000110"));
    asked.put(
        "closed, none by topic and colleague",
        Map.of("statuses", closed, "topics", List.of("PARENTING"), "claimedBy", "nobody"));
    asked.put(
        "closed, exercises of a surge that nobody has read",
        Map.of("statuses", closed, "exercise", true, "surge", true, "unread", true));
    asked.forEach(
        (name, filter) -> run("inbox, " + name, TIMES, i -> desk.inbox(filter, 20, null)));
    pages(desk, "closed", Map.of("statuses", closed));
    pages(desk, "closed, one district", Map.of("statuses", closed, "area", "63000110"));
    pages(
        desk,
        "closed, one topic, unclaimed",
        Map.of("statuses", closed, "topics", List.of("ECONOMIC"), "claim", "UNCLAIMED"));
  }

  /// Pages far into a list, the last ones too, where it is not longer than 10,000 cases.
  private static void pages(StaffDesk desk, String name, Map<String, ?> filter) {
    List<String> cursors = new ArrayList<>();
    Answer page = desk.inbox(filter, 100, null).root();
    while (cursors.size() < 100) {
      cursors.add(page.text("pageInfo", "endCursor"));
      if (page.text("pageInfo", "hasNextPage").equals("false")) {
        break;
      }
      page = desk.inbox(filter, 100, cursors.getLast()).root();
    }
    int count = cursors.size();
    run(
        "inbox, " + name + ", pages to " + 100 * count,
        TIMES,
        i -> desk.inbox(filter, 20, cursors.get(count - 1 - i % Math.min(count, 20))));
  }

  /// The calendar of deadlines, and the lists beside the inbox.
  private static void lists(StaffDesk desk) {
    LocalDate today = LocalDate.now(TaiwanTime.ZONE);
    String month = "from: \"" + today + "\", to: \"" + today.plusDays(61) + "\"";
    String page =
        " { totalCount movedBefore pageInfo { endCursor } nodes { case { id urgency status"
            + " claimedBy } kind dueAt missed } }";
    String days = " { late days { on count more } }";
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("calendar, days of two months", "deadlineDays(" + month + ")" + days);
    asked.put("calendar, my days", "deadlineDays(mine: true, " + month + ")" + days);
    asked.put("calendar, first page", "deadlines" + page);
    asked.put("calendar, page of 100", "deadlines(first: 100)" + page);
    asked.put("calendar, two months", "deadlines(" + month + ")" + page);
    asked.put(
        "calendar, one day", "deadlines(from: \"" + today + "\", to: \"" + today + "\")" + page);
    asked.put("calendar, mine", "deadlines(mine: true)" + page);
    asked.put("missed deadlines, first page", "missedDeadlines" + page);
    asked.put("my missed deadlines", "missedDeadlines(mine: true)" + page);
    asked.put("missed clocks and their count", "missedClocks { case kind } missedClockCount");
    asked.put(
        "planned calls", "plannedCalls { totalCount nodes { case { id } at due } movedBefore }");
    asked.put(
        "my planned calls", "plannedCalls(mine: true) { totalCount nodes { case { id } at } }");
    asked.put("closing cases", "closingCases { nodes { case { id } } totalCount }");
    asked.put("hand-overs", "handovers(first: 20) { id state }");
    asked.put("hand-overs, none returned", "handovers(states: [RETURNED]) { id state }");
    asked.put("conferences", "conferences { nodes { case } movedBefore }");
    asked.put("colleagues", "colleagues { id openClaims }");
    asked.forEach((name, fields) -> run(name, TIMES, i -> answered(desk, "{ " + fields + " }")));
    String after = null;
    List<String> cursors = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String arguments = after == null ? "" : "(after: \"" + after + "\")";
      after = answered(desk, "{ deadlines" + arguments + page + " }").text("pageInfo", "endCursor");
      cursors.add(after);
    }
    run(
        "calendar, page 2 to 50",
        TIMES,
        i -> answered(desk, "{ deadlines(after: \"" + cursors.get(i % 50) + "\")" + page + " }"));
  }

  private static Answer answered(StaffDesk desk, String query) {
    Answer answer = desk.staff().ask(desk.token(), query, Map.of());
    assertThat(answer.json().get("errors")).as(answer.json().toString()).isNull();
    return answer.root();
  }

  private static void run(String name, int times, IntConsumer request) {
    if (!ROWS.matcher(name).find()) {
      return;
    }
    double[] took = new double[times];
    for (int i = 0; i < times; i++) {
      long began = System.nanoTime();
      request.accept(i);
      took[i] = (System.nanoTime() - began) / 1e6;
    }
    // Leaves out the first fifth as warm-up, if there are enough runs.
    double[] kept = times > 100 ? Arrays.copyOfRange(took, times / 5, times) : took.clone();
    Arrays.sort(kept);
    System.out.printf(
        "%-45s p50 %6.1f ms   p99 %6.1f ms   max %6.1f ms%n",
        name, kept[kept.length / 2], kept[kept.length * 99 / 100], kept[kept.length - 1]);
  }

  /// One case of so many is open: 5,000, or a few less.
  private static int each() {
    int times = Math.max(1, CASES / 200_000);
    // A multiple of three would put all of them into one centre.
    return 40 * (times % 3 == 0 ? times + 1 : times);
  }

  /// Two thirds of the cases are this centre's; closed cases are spread over all days. Of those
  /// that are open half are claimed, and of those that are closed nine of ten were, by twenty
  /// workers; every tenth open one has a message that nobody has read, and each has four running
  /// clocks, half a month around today, of which half are missed, as some of the closed ones were.
  /// The first look, which is not measured here, has seen all of them.
  private void fill() throws Exception {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into cases.case_file
            (id, fingerprint, binding, form, topic, other_topics, indicators, urgency, area,
             sender_group, centre, status, surge, received_at, due_at, erase_on, erased_on,
             claimed_by, claimed_name, claimed_at, exercise, clocks_started, close_on, sealed_state)
          select gen_random_uuid(),
                 case when not gone then sha256(n::text::bytea) end,
                 case when not gone then sha256(n::text::bytea) end,
                 'CONCERN',
                 (array['OTHER', 'CARE_BURDEN', 'ECONOMIC', 'PARENTING'])[1 + n % 4], '{}', '{}',
                 (array['ROUTINE', 'ROUTINE', 'ROUTINE', 'URGENT', 'IMMEDIATE_DANGER'])[1 + n % 5],
                 case when n % 3 = 0 then '65000' else '63000' end || lpad((10 + 10 * (n % 12))::text, 3, '0'),
                 'PRIVATE',
                 case when n % 3 = 0 then 'ntpc' else 'tpe' end,
                 case when open
                   then (array['RECEIVED', 'SEEN', 'TRIAGED', 'REFERRED'])[1 + (n / $EACH) % 4]
                   else 'CLOSED' end,
                 n % 280 in (0, 7),
                 received,
                 date_bin('10 minutes', now() - random() * interval '180 days', 'epoch'),
                 current_date + 90,
                 case when gone then received::date + $READABLE end,
                 case when claimed then 'w' || 1 + n / (2 * $EACH) % 20 end,
                 case when claimed then 'Worker' end,
                 case when claimed then now() end,
                 n % 400 in (0, 11),
                 true,
                 case when open then current_date + n % 100 end,
                 'READABLE'
          from generate_series(1, $CASES) n,
            lateral (
              select n % $EACH = 0 as open,
                     date_bin(
                       '10 minutes',
                       now() - random() * case when n % $EACH = 0 then 180 else $DAYS end * interval '1 day',
                       'epoch') as received) as came,
            lateral (
              select not open and received < now() - $READABLE * interval '1 day' as gone,
                     case when open then n / $EACH % 2 = 0 else n % 10 > 0 end as claimed) as course
          """
              .replace("$CASES", Integer.toString(CASES))
              .replace("$DAYS", Integer.toString(DAYS))
              .replace("$READABLE", Integer.toString(READABLE))
              .replace("$EACH", Integer.toString(each())));
      // Somebody who came last week: nothing of theirs is among the first cases of the list.
      statement.execute(
          """
          update cases.case_file
          set claimed_by = 'w21'
          where status = 'CLOSED'
            and erased_on is null
            and due_at > now() - interval '9 days'
          """);
      statement.execute(
          """
          insert into cases.timeline_event (id, case_id, kind, happened_at)
          select gen_random_uuid(), id, 'RECEIVED', received_at
          from cases.case_file
          """);
      statement.execute(
          """
          insert into cases.entry
            (id, case_id, direction, message_tag, message_fingerprint, sealed, written_at, unread,
             position, looked_at)
          select gen_random_uuid(), id, 'FROM_SENDER', sha256(id::text::bytea), sha256(id::text::bytea),
                 substring(decode(repeat(md5(id::text), 66), 'hex') for 1052), received_at, true, 0, true
          from cases.case_file
          where erased_on is null
          """);
      statement.execute(
          """
          insert into cases.entry
            (id, case_id, direction, message_tag, message_fingerprint, sealed, written_at, unread,
             position, looked_at)
          select gen_random_uuid(), id, 'FROM_SENDER', sha256(binding), sha256(binding),
                 substring(decode(repeat(md5(id::text), 66), 'hex') for 1052), received_at, true, 1, true
          from cases.case_file
          where status <> 'CLOSED'
            and random() < 0.1
          """);
      statement.execute(
          """
          insert into intake.case_clock (case_id, kind, warn_at, due_at, next_at, met, missed)
          select id, kind, due, due, null, false, due < now()
          from cases.case_file,
            lateral (
              select kind, now() + (random() - 0.5) * interval '30 days' as due
              from unnest(array['SAME_DAY', 'ASSIGNMENT', 'PROTECTION', 'VISIT']) as kind) as clock
          where status <> 'CLOSED'
            or kind in ('SAME_DAY', 'ASSIGNMENT')
          """);
      statement.execute(
          """
          insert into intake.planned_call (case_id, centre, means, call_at, alerted)
          select id, centre, 'PHONE', now() + (random() - 0.5) * interval '4 days', true
          from cases.case_file
          where status <> 'CLOSED'
            and random() < 0.1
          """);
      statement.execute(
          """
          insert into cases.hand_over
            (id, case_id, centre, neighbour, state, made_at, changed_at, entries)
          select gen_random_uuid(), id, centre, 'SCHOOL', 'NO_RECEIVER', received_at, received_at, 1
          from cases.case_file
          where random() < 0.05
          """);
      statement.execute("analyze");
    }
  }
}
