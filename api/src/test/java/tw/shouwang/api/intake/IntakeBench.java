package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.StaffClient;

/// Measures the inbox and the opening of a case at 200,000 cases, of which 5,000 are open, over
/// HTTP with a token. Run by `bench/intake/run`.
@MicronautTest(transactional = false)
class IntakeBench implements EmbeddedTest {

  private static final int REAL = 300;

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
    run("inbox, first page", 1_500, i -> desk.inbox(all, 20, null));
    run("inbox, page 2 to 100", 1_500, i -> desk.inbox(all, 20, cursors.get(i % 100)));
    run(
        "inbox, filtered to one district and topic",
        1_000,
        i ->
            desk.inbox(
                Map.of("area", "63000110", "topic", List.of("CARE_BURDEN"), "claim", "UNCLAIMED"),
                20,
                null));
    run("inbox, closed", 500, i -> desk.inbox(Map.of("status", List.of("CLOSED")), 20, null));
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
    run("opening a case, again", 1_000, i -> desk.open(ids.get(i % REAL)));
    run(
        "a case with its duplicate candidates",
        500,
        i -> desk.look(ids.get(i % REAL), "id duplicateCandidates { id }"));
    assertThat(ids).hasSizeGreaterThanOrEqualTo(REAL);
  }

  private static void run(String name, int times, IntConsumer request) {
    double[] took = new double[times];
    for (int i = 0; i < times; i++) {
      long began = System.nanoTime();
      request.accept(i);
      took[i] = (System.nanoTime() - began) / 1e6;
    }
    // Leaves out the first fifth as warm-up, if there are enough runs.
    double[] kept = times > REAL ? Arrays.copyOfRange(took, times / 5, times) : took.clone();
    Arrays.sort(kept);
    System.out.printf(
        "%-45s p50 %6.1f ms   p99 %6.1f ms   max %6.1f ms%n",
        name, kept[kept.length / 2], kept[kept.length * 99 / 100], kept[kept.length - 1]);
  }

  /// Two thirds of the cases are this centre's; closed cases are spread over half a year.
  private void fill() throws Exception {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into cases.case_file
            (id, fingerprint, binding, form, topic, other_topics, indicators, urgency, area,
             sender_group, centre, status, surge, received_at, due_at, erase_on)
          select gen_random_uuid(), sha256(n::text::bytea), sha256(n::text::bytea), 'CONCERN',
                 (array['OTHER', 'CARE_BURDEN', 'ECONOMIC', 'PARENTING'])[1 + n % 4], '{}', '{}',
                 (array['ROUTINE', 'ROUTINE', 'ROUTINE', 'URGENT', 'IMMEDIATE_DANGER'])[1 + n % 5],
                 case when n % 3 = 0 then '65000' else '63000' end || lpad((10 + 10 * (n % 12))::text, 3, '0'),
                 'PRIVATE',
                 case when n % 3 = 0 then 'ntpc' else 'tpe' end,
                 case when n % 40 = 0
                   then (array['RECEIVED', 'SEEN', 'TRIAGED', 'REFERRED'])[1 + (n / 40) % 4]
                   else 'CLOSED' end,
                 false,
                 date_bin('10 minutes', now() - random() * interval '180 days', 'epoch'),
                 date_bin('10 minutes', now() - random() * interval '180 days', 'epoch'),
                 current_date + 90
          from generate_series(1, 200000) n
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
             position)
          select gen_random_uuid(), id, 'FROM_SENDER', sha256(id::text::bytea), sha256(id::text::bytea),
                 substring(decode(repeat(md5(id::text), 66), 'hex') for 1052), received_at, true, 0
          from cases.case_file
          """);
      statement.execute("analyze");
    }
  }
}
