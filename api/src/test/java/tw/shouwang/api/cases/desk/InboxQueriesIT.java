package tw.shouwang.api.cases.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.testing.OwnerSql;

/// The inbox lists what is asked for and nothing else, whichever way closed cases are read.
@MicronautTest(transactional = false)
class InboxQueriesIT implements EmbeddedTest {

  private static final int PAGE = 30;
  private static final int QUESTIONS = 60;

  @Inject DeskRepository desk;
  @Inject InboxRepository inbox;
  @Inject CallRepository calls;
  @Inject CallAttemptRepository tries;
  @Inject InstantSource clock;
  @Inject OwnerSql owner;

  private List<DeskCase> known = List.of();

  @SuppressWarnings("NullAway.Init")
  InboxQueriesIT() {}

  @BeforeAll
  void fill() throws SQLException {
    owner.run(
        """
        insert into cases.case_file
          (id, fingerprint, binding, form, topic, other_topics, indicators, urgency, area,
           sender_group, centre, status, surge, received_at, due_at, erase_on, erased_on,
           claimed_by, claimed_name, exercise, clocks_started, sealed_state, unread_messages)
        select gen_random_uuid(), sha256(n::text::bytea), sha256(n::text::bytea), 'CONCERN',
               (array['OTHER', 'CARE_BURDEN', 'ECONOMIC', 'PARENTING'])[1 + n % 4],
               case when n % 11 = 0 then array['PARENTING', 'SCHOOLING'] else '{}' end, '{}',
               (array['ROUTINE', 'ROUTINE', 'ROUTINE', 'URGENT', 'IMMEDIATE_DANGER'])[1 + n % 5],
               (array['63000', '63000110', '63000030', '65000010'])[1 + (n / 3) % 4],
               'PRIVATE',
               case when n % 3 = 0 then 'ntpc' else 'tpe' end,
               case when n % 7 = 0 then 'TRIAGED' when n % 17 = 0 then 'SEEN' else 'CLOSED' end,
               n % 13 = 0,
               date_bin('10 minutes', now(), 'epoch'),
               date_bin('10 minutes', now() - n % 50 * interval '1 hour', 'epoch'),
               current_date + 90,
               case when n % 29 = 0 then current_date end,
               case n % 9 when 0 then 'w1' when 1 then 'w, 2' when 2 then null else 'w3' end,
               'Worker',
               n % 19 = 0, true,
               case when n % 23 = 0 then 'WRAP_UNREADABLE' else 'READABLE' end,
               case when n % 10 = 0 then 1 else 0 end
        from generate_series(1, 900) n
        """);
    owner.run(
        """
        update cases.case_file
        set merged_into = (select id from cases.case_file where status = 'TRIAGED' limit 1)
        where id in (select id from cases.case_file where status = 'CLOSED' limit 20)
        """);
    String ids = owner.ask("select string_agg(id::text, ',') from cases.case_file");
    known =
        Stream.of("tpe", "ntpc")
            .flatMap(centre -> desk.findAll(ids, centre).stream())
            .filter(each -> each.mergedInto() == null)
            .toList();
  }

  /// @param few how many closed cases count as few: with one nearly all are looked for among each
  ///   urgency, with many all are found at once
  @ParameterizedTest
  @ValueSource(ints = {1, 12, 2_000})
  void listsWhatIsAskedForInItsOrder(int few) {
    InboxQueries queries = new InboxQueries(desk, inbox, calls, tries, clock, few);
    Random random = new Random(few);
    int answered = 0;
    for (int i = 0; i < QUESTIONS; i++) {
      InboxQuery asked = question(random);
      List<UUID> wanted =
          known.stream()
              .filter(each -> answers(each, asked))
              .sorted((one, other) -> InboxPosition.of(one).compareTo(InboxPosition.of(other)))
              .map(DeskCase::id)
              .toList();
      List<UUID> listed = new ArrayList<>();
      InboxPosition after = InboxPosition.START;
      List<DeskCase> page;
      do {
        page = queries.page(asked, after, PAGE);
        page.forEach(each -> listed.add(each.id()));
        after = page.isEmpty() ? after : InboxPosition.of(page.getLast());
      } while (page.size() == PAGE);
      assertThat(listed).as("%s", asked).isEqualTo(wanted);
      answered += wanted.isEmpty() ? 0 : 1;
    }
    assertThat(answered).as("questions that some case answers").isGreaterThan(QUESTIONS / 4);
  }

  private static InboxQuery question(Random random) {
    return new InboxQuery(
        one(random, "tpe", "tpe", "ntpc"),
        one(
            random,
            Set.of(CaseStatus.CLOSED),
            Set.of(CaseStatus.CLOSED),
            Set.of(CaseStatus.CLOSED, CaseStatus.TRIAGED),
            Set.<CaseStatus>of()),
        one(
            random,
            Set.<Topic>of(),
            Set.of(Topic.PARENTING),
            Set.of(Topic.CARE_BURDEN, Topic.SCHOOLING)),
        one(
            random,
            Set.<Urgency>of(),
            Set.<Urgency>of(),
            Set.of(Urgency.ROUTINE),
            Set.of(Urgency.IMMEDIATE_DANGER, Urgency.ROUTINE)),
        one(random, "", "", "63000", "63000110", "65000010", "63000999"),
        one(random, InboxQuery.Claim.values()),
        one(random, "w1", "w, 2", "w3", "nobody"),
        false,
        maybe(random),
        null,
        maybe(random),
        maybe(random));
  }

  @SafeVarargs
  private static <T> T one(Random random, T... values) {
    return Arrays.asList(values).get(random.nextInt(values.length));
  }

  private static @Nullable Boolean maybe(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> true;
      case 1 -> false;
      default -> null;
    };
  }

  private static boolean answers(DeskCase each, InboxQuery asked) {
    return each.centre().equals(asked.centre())
        && (asked.statuses().isEmpty()
            ? each.status() != CaseStatus.CLOSED
            : asked.statuses().contains(each.status()))
        && (asked.topics().isEmpty()
            || Stream.concat(Stream.of(each.topic().name()), each.otherTopics().stream())
                .anyMatch(topic -> asked.topics().contains(Topic.valueOf(topic))))
        && (asked.grades().isEmpty()
            || InboxPosition.of(each).rank() < 3 && asked.grades().contains(each.standing()))
        && each.area().startsWith(asked.area())
        && switch (asked.claim()) {
          case ANY -> true;
          case UNCLAIMED -> each.claimedBy() == null;
          case CLAIMED -> each.claimedBy() != null;
          case MINE -> asked.worker().equals(each.claimedBy());
        }
        && (asked.surge() == null || asked.surge() == each.surge())
        && (asked.unread() == null || asked.unread() == each.unreadMessages() > 0)
        && (asked.exercise() == null || asked.exercise() == each.exercise());
  }
}
