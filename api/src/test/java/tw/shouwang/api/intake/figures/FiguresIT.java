package tw.shouwang.api.intake.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.json.JsonMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.DatabaseReplica;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.NightlyJobs;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.api.testing.StaffClient;

@MicronautTest(transactional = false)
class FiguresIT implements EmbeddedTest {

  private static final String FIGURES =
      """
      query ($from: Date!, $to: Date!, $area: AreaCode) {
        figures(from: $from, to: $to, area: $area) {
          from to area { code } cases
          assignedWithinDay { count of percent target }
          gradedSameDay { count percent }
          filtered { count of percent target }
          repeats { count }
          acknowledgedMedianMinutes acknowledgedP95Minutes
          directoryVerified { of percent } searchesWithoutResult { count of }
          guideViews helpingStepsViews suicidePreventionViews
          mix { month area { code } cases topics { topic cases } }
        }
      }
      """;

  private final IdentityProvider provider = IdentityProvider.start();

  @Inject StaffClient staff;
  @Inject OwnerSql owner;
  @Inject FigureRepository repository;
  @Inject NightlyJobs jobs;
  @Inject FigureService service;
  @Inject Directory directory;
  @Inject DatabaseReplica replica;
  @Inject JsonMapper json;

  @Inject
  @Client("/")
  HttpClient http;

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @BeforeEach
  void beginAnew() throws SQLException {
    owner.run(
        """
        truncate cases.case_file, intake.repeat_case, directory.published_figures cascade;
        truncate directory.search_count, directory.view_count
        """);
  }

  @Test
  void tellsWhatACentreAchievedInWholeMonths() throws SQLException {
    cases("63000030", "CHILD_PROTECTION", 60, "2026-03-10T01:00:00Z", "30 minutes", "2 hours");
    cases("63000030", "ECONOMIC", 40, "2026-03-31T15:50:00Z", "50 minutes", "30 hours");
    cases("63000040", "ECONOMIC", 3, "2026-03-11T01:00:00Z", "1 hour", "2 hours");
    cases("65000010", "ECONOMIC", 50, "2026-03-11T01:00:00Z", "1 hour", "2 hours");
    owner.run("update cases.case_file set outcome = 'DUPLICATE' where topic = 'CHILD_PROTECTION'");
    owner.run("insert into directory.search_count values ('2026-03-01', 200, 50)");
    owner.run(
        """
        insert into directory.view_count
        values ('2026-03-01', 'GUIDE', 52),
               ('2026-04-01', 'GUIDE', 40),
               ('2026-03-01', 'HELPING_STEPS', 7),
               ('2026-03-01', 'SUICIDE_PREVENTION', 4)
        """);

    Answer figures = ask("SUPERVISOR", "2026-03-15", "2026-03-16", null);
    assertThat(figures.text("from")).isEqualTo("2026-03-01");
    assertThat(figures.text("to")).isEqualTo("2026-03-31");
    assertThat(figures.text("cases")).as("103, without the other centre's").isEqualTo("105");
    assertThat(figures.text("assignedWithinDay", "count")).isEqualTo("65");
    assertThat(figures.text("assignedWithinDay", "of")).isEqualTo("105");
    assertThat(figures.text("assignedWithinDay", "target")).isEqualTo("98.0");
    assertThat(figures.text("gradedSameDay", "count")).isEqualTo("65");
    assertThat(figures.text("filtered", "count")).isEqualTo("60");
    assertThat(figures.text("acknowledgedMedianMinutes")).isEqualTo("40");
    assertThat(figures.text("acknowledgedP95Minutes")).isEqualTo("60");
    assertThat(figures.text("searchesWithoutResult", "count")).isEqualTo("50");
    assertThat(figures.text("guideViews")).as("52, and 40 of another month").isEqualTo("50");
    assertThat(figures.text("helpingStepsViews")).isEqualTo("5");
    assertThat(figures.at("suicidePreventionViews").isNull()).as("4 are too few").isTrue();
    assertThat(figures.at("mix").size())
        .as("three cases of a district are too few, and the other could be had from the sum")
        .isZero();
  }

  @Test
  void takesTheWaitsOfThoseWhoHaveHeardAlone() throws SQLException {
    cases("63000030", "ECONOMIC", 20, "2026-03-10T01:00:00Z", "30 minutes", "2 hours");
    cases("63000030", "EMPLOYMENT", 30, "2026-03-10T01:00:00Z", "0 minutes", "2 hours");
    owner.run(
        """
        delete from cases.timeline_event
        where kind = 'SEEN'
          and case_id in (select id from cases.case_file where topic = 'EMPLOYMENT')
        """);
    Answer figures = ask("SUPERVISOR", "2026-03-01", "2026-03-01", null);
    assertThat(figures.text("cases")).isEqualTo("50");
    assertThat(figures.text("acknowledgedMedianMinutes")).isEqualTo("40");
  }

  @Test
  void tellsOfADistrictWhereOthersAreEnoughToo() throws SQLException {
    cases("63000030", "ECONOMIC", 12, "2026-03-10T01:00:00Z", "30 minutes", "2 hours");
    cases("63000040", "PARENTING", 7, "2026-03-10T01:00:00Z", "30 minutes", "2 hours");
    Answer all = ask("AUDITOR", "2026-03-01", "2026-03-01", "63000");
    assertThat(all.at("mix").size()).isEqualTo(2);
    assertThat(all.text("mix", 0, "area", "code")).isEqualTo("63000030");
    assertThat(all.text("mix", 0, "topics", 0, "cases")).isEqualTo("10");
    Answer one = ask("AUDITOR", "2026-03-01", "2026-03-01", "63000040");
    assertThat(one.text("area", "code")).isEqualTo("63000040");
    assertThat(one.text("cases")).isEqualTo("5");
  }

  @Test
  void refusesVillagesOtherCentresAndRangesThatAreNone() {
    assertThat(error("63000030005", "2026-03-01", "2026-03-01")).isEqualTo("BAD_USER_INPUT");
    StaffMember auditor = new StaffMember("a", "a", Set.of(StaffRole.AUDITOR), "tpe", Instant.MAX);
    LocalDate day = LocalDate.of(2026, 3, 1);
    assertThatThrownBy(() -> service.figures(auditor, day, day, "63000030005"))
        .as("and where the scalar lets it pass")
        .hasMessage("AREA_TOO_FINE");
    assertThat(error("65000010", "2026-03-01", "2026-03-01")).isEqualTo("UNKNOWN_AREA");
    assertThat(error("99999", "2026-03-01", "2026-03-01")).isEqualTo("UNKNOWN_AREA");
    assertThat(error("63000", "2026-03-01", "2026-01-01")).isEqualTo("BAD_USER_INPUT");
    assertThat(error("63000", "2020-03-01", "2026-01-01")).isEqualTo("BAD_USER_INPUT");
  }

  @Test
  void isForSupervisorsAndAuditors() {
    for (String role : new String[] {"INTAKE_WORKER", "DIRECTORY_EDITOR"}) {
      Answer answer =
          staff.ask(
              provider.token("w", "tpe", role),
              FIGURES,
              Map.of("from", "2026-03-01", "to", "2026-03-01"));
      assertThat(answer.text("errors", 0, "extensions", "code")).as(role).isEqualTo("FORBIDDEN");
    }
  }

  @Test
  void publishesAMonthOnceItIsOverAndNeverChangesIt() throws Exception {
    cases("63000030", "ECONOMIC", 12, "2026-03-10T01:00:00Z", "30 minutes", "2 hours");
    at("2026-04-05T00:00:00Z").publish();
    assertThat(get("/figures.json", "*/*").getBody(String.class)).contains("[]");
    at("2026-04-09T00:00:00Z").publish();
    String first = get("/figures.json", "*/*").getBody(String.class).orElseThrow();
    assertThat(first).contains("\"centre\":\"tpe\"", "\"cases\":10");

    cases("63000030", "ECONOMIC", 50, "2026-03-10T01:00:00Z", "30 minutes", "2 hours");
    at("2026-04-10T00:00:00Z").publish();
    assertThat(get("/figures.json", "*/*").getBody(String.class)).contains(first);

    HttpResponse<String> page = get("/figures", "zh-TW");
    assertThat(page.getBody(String.class).orElseThrow())
        .contains("<html lang=\"zh-TW\"", "<h2", "2026", "受理件數");
    assertThat(page.header("Cache-Control")).contains("max-age=");
    assertThat(page.header("Vary")).contains("Accept-Language");
  }

  @Test
  void findsRepeatsAndForgetsTheirTagsAfterSixMonths() throws SQLException {
    cases("63000030", "ECONOMIC", 7, "2026-03-10T01:00:00Z", "30 minutes", "2 hours");
    owner.run("update cases.case_file set repeat_tag = 4711");
    cases("63000040", "ECONOMIC", 7, "2026-03-10T01:00:00Z", "30 minutes", "2 hours");
    at("2026-04-09T00:00:00Z").findRepeats();
    Answer figures = ask("SUPERVISOR", "2026-03-01", "2026-03-01", null);
    assertThat(figures.text("repeats", "count")).isEqualTo("5");
    assertThat(owner.count("select count(*) from cases.case_file where repeat_tag is not null"))
        .isEqualTo(7);
    at("2026-09-12T00:00:00Z").findRepeats();
    assertThat(owner.count("select count(*) from cases.case_file where repeat_tag is not null"))
        .isZero();
    assertThat(ask("SUPERVISOR", "2026-03-01", "2026-03-01", null).text("repeats", "count"))
        .as("the count stays")
        .isEqualTo("5");
  }

  @Test
  void findsRepeatsAmongMoreCasesThanADatabaseGetsThroughInOneStatement() throws SQLException {
    cases("63000030", "ECONOMIC", 2_500, "2026-03-10T01:00:00Z", "30 minutes", "2 hours");
    owner.run("update cases.case_file set repeat_tag = 4711, clocks_started = true");
    owner.run(
        """
        create function cases.take_long() returns trigger language plpgsql
          as 'begin perform pg_sleep(0.003); return new; end';
        create trigger take_long before update on cases.case_file for each row
          execute function cases.take_long()
        """);
    at("2026-04-09T00:00:00Z").findRepeats();
    assertThat(owner.count("select count(*) from intake.repeat_case")).isEqualTo(2_500);
    at("2026-09-12T00:00:00Z").findRepeats();
    assertThat(owner.count("select count(*) from cases.case_file where repeat_tag is not null"))
        .isZero();
    owner.run("drop trigger take_long on cases.case_file; drop function cases.take_long");
  }

  @Test
  void publishesFiguresThoughRepeatsCannotBeFound() throws SQLException {
    cases("63000030", "ECONOMIC", 7, "2026-03-10T01:00:00Z", "30 minutes", "2 hours");
    owner.run("revoke insert on intake.repeat_case from shouwang_staff");
    at("2026-04-09T00:00:00Z").run();
    assertThat(owner.count("select count(*) from directory.published_figures")).isPositive();
    owner.run("grant insert on intake.repeat_case to shouwang_staff");
  }

  /// Dispatch centre's row 8: by category, outcome, sender group, neighbour, week and indicator;
  /// exercises in none.
  @Test
  void countsByOneDimensionForTheWholeCentre() throws SQLException {
    cases("63000030", "ECONOMIC", 12, "2026-03-10T01:00:00Z", "30 minutes", "2 hours");
    cases("63000040", "PARENTING", 7, "2026-03-17T01:00:00Z", "30 minutes", "2 hours");
    cases("63000040", "OTHER", 3, "2026-03-18T01:00:00Z", "30 minutes", "2 hours");
    owner.run(
        """
        update cases.case_file
        set triage_category = case topic when 'ECONOMIC' then 'WELFARE' else 'OTHER' end,
            outcome = case topic when 'OTHER' then 'HELPED' end,
            indicators = case topic when 'PARENTING' then '{HARM_ACT,OTHER}' else '{}' end::text[];
        insert into cases.hand_over
          (id, case_id, centre, neighbour, state, made_at, changed_at, passed_on)
        select gen_random_uuid(), id, 'tpe', 'LABOUR',
          case topic when 'PARENTING' then 'OPENED' else 'RETURNED' end, now(), now(), '2026-03-20'
        from cases.case_file
        """);
    assertThat(cells("CATEGORY")).containsExactly("OTHER 10", "WELFARE 10");
    assertThat(cells("OUTCOME")).as("three are too few alone").containsExactly("null 20");
    assertThat(cells("SENDER_GROUP")).containsExactly("PRIVATE 20");
    assertThat(cells("NEIGHBOUR")).containsExactly("LABOUR 20");
    assertThat(cells("WEEK")).containsExactly("2026-03-09 10", "2026-03-16 10");
    assertThat(cells("INDICATOR")).containsExactly("HARM_ACT 5", "OTHER 5");
    Answer handovers =
        supervisor("handovers { neighbour topic opened { count of } returned { count } }")
            .at("handovers");
    assertThat(handovers.text(0, "neighbour")).isEqualTo("LABOUR");
    assertThat(handovers.text(0, "opened", "of")).isEqualTo("20");
    assertThat(handovers.text(0, "opened", "count")).isEqualTo("5");
    assertThat(handovers.text(0, "returned", "count")).isEqualTo("15");
    assertThat(handovers.each("topic"))
        .as("with two topics and the sum, the third would be known nearly")
        .containsExactly("null", "ECONOMIC");

    owner.run(
        """
        alter table cases.case_file disable trigger keep_real;
        update cases.case_file set exercise = true;
        alter table cases.case_file enable trigger keep_real
        """);
    for (String dimension : new String[] {"CATEGORY", "NEIGHBOUR", "INDICATOR"}) {
      assertThat(cells(dimension)).as(dimension).isEmpty();
    }
    assertThat(supervisor("handovers { month }").at("handovers").size()).isZero();
  }

  @Test
  void countsByADimensionForNoDistrict() {
    Answer answer =
        staff.ask(
            provider.token("s1", "tpe", "SUPERVISOR"),
            """
            { figures(from: "2026-03-01", to: "2026-03-01", area: "63000030") {
              breakdowns(dimension: WEEK) { month } } }
            """);
    assertThat(answer.text("errors", 0, "extensions", "code")).isEqualTo("BAD_USER_INPUT");
  }

  private List<String> cells(String dimension) {
    Answer cells =
        supervisor("breakdowns(dimension: " + dimension + ") { cells { value cases } }")
            .at("breakdowns", 0, "cells");
    return IntStream.range(0, cells.size())
        .mapToObj(index -> cells.text(index, "value") + " " + cells.text(index, "cases"))
        .toList();
  }

  private Answer supervisor(String fields) {
    return staff
        .ask(
            provider.token("s1", "tpe", "SUPERVISOR"),
            "{ figures(from: \"2026-03-01\", to: \"2026-03-01\") { " + fields + " } }")
        .root();
  }

  private FigureJob at(String instant) {
    Instant now = Instant.parse(instant);
    return new FigureJob(
        repository,
        jobs,
        new FigureService(repository, new Breakdowns(repository), directory, replica, () -> now),
        directory,
        json,
        () -> now);
  }

  private Answer ask(
      String role, String from, String to, @org.jspecify.annotations.Nullable String area) {
    Map<String, Object> variables = new java.util.HashMap<>(Map.of("from", from, "to", to));
    if (area != null) {
      variables.put("area", area);
    }
    return staff.ask(provider.token("s1", "tpe", role), FIGURES, variables).root();
  }

  private String error(String area, String from, String to) {
    return staff
        .ask(
            provider.token("s1", "tpe", "SUPERVISOR"),
            FIGURES,
            Map.of("from", from, "to", to, "area", area))
        .text("errors", 0, "extensions", "code");
  }

  private HttpResponse<String> get(String path, String language) {
    return http.toBlocking()
        .exchange(HttpRequest.GET(path).header("Accept-Language", language), String.class);
  }

  private void cases(
      String area, String topic, int number, String received, String seen, String graded)
      throws SQLException {
    owner.run(
        """
        with made as (
          insert into cases.case_file (id, binding, form, topic, other_topics, indicators, urgency,
            area, sender_group, centre, status, received_at, due_at, erase_on)
          select gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), 'CONCERN', '%2$s', '{}', '{}', 'ROUTINE', '%1$s',
            'PRIVATE', case when '%1$s' like '63%%' then 'tpe' else 'ntpc' end, 'TRIAGED',
            timestamptz '%4$s', timestamptz '%4$s' + interval '1 day', date '2030-01-01'
          from generate_series(1, %3$d)
          returning id, received_at
        )
        insert into cases.timeline_event (id, case_id, kind, happened_at)
        select gen_random_uuid(), id, 'SEEN', received_at + interval '%5$s' from made
        union all
        select gen_random_uuid(), id, 'TRIAGED', received_at + interval '%6$s' from made
        """
            .formatted(area, topic, number, received, seen, graded));
  }
}
