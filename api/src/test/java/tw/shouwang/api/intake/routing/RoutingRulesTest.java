package tw.shouwang.api.intake.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.directory.snapshot.Snapshots;

/// The table that comes with the service, row by row.
class RoutingRulesTest {

  private static final Predicate<String> IN_USE = key -> Snapshots.pack().byKey(key).isPresent();

  /// G2: a victim with thoughts of suicide was routed like an offender, to a closed office.
  @ParameterizedTest
  @CsvSource({
    "tpe, DOMESTIC_VIOLENCE, MENTAL_SUBSTANCE_SUICIDE, '', tpe.dvc, tpe.cmhc",
    "tpe, MENTAL_SUBSTANCE_SUICIDE, DOMESTIC_VIOLENCE, '', tpe.dvc, tpe.cmhc",
    "tpe, SEXUAL_ASSAULT, MENTAL_SUBSTANCE_SUICIDE, SUICIDAL_THOUGHTS, tpe.dvc, tpe.cmhc",
    "tpe, CHILD_PROTECTION, MENTAL_SUBSTANCE_SUICIDE, '', tpe.dvc, tpe.cmhc",
    "tpe, ELDER_PROTECTION, '', VIOLENT_WHILE_ILL, tpe.dvc, tpe.cmhc",
    "ntpc, DOMESTIC_VIOLENCE, MENTAL_SUBSTANCE_SUICIDE, '', ntpc.dvc, MENTAL_HEALTH_CENTRE",
    "ntpc, DOMESTIC_VIOLENCE, '', 'HARM_ACT,SUBSTANCE_USE', ntpc.dvc, MENTAL_HEALTH_CENTRE",
    "tpe, DOMESTIC_VIOLENCE, ECONOMIC, HARM_ACT, tpe.dvc,",
    "tpe, MENTAL_SUBSTANCE_SUICIDE, '', VIOLENT_WHILE_ILL, tpe.cmhc,",
    "tpe, ECONOMIC, '', SUICIDAL_THOUGHTS, tpe.cmhc,",
    "ntpc, COMMUNITY_SAFETY, '', VIOLENT_WHILE_ILL, MENTAL_HEALTH_CENTRE,"
  })
  void protectionLeadsAndTheMentalHealthCentreStandsBesideIt(
      String centre,
      Topic topic,
      String others,
      String indicators,
      String office,
      @Nullable String beside) {
    RoutingRule rule = rule(centre, routed(topic, others, indicators, null, "63000030"));
    assertThat(rule.office()).isEqualTo(office);
    assertThat(rule.beside()).isEqualTo(beside);
  }

  @Test
  void protectionLeadsWhateverComesWithIt() {
    assertThat(office("tpe", Topic.CHILD_PROTECTION, "")).isEqualTo("tpe.dvc");
    assertThat(office("ntpc", Topic.ECONOMIC, "SCHOOLING,ELDER_PROTECTION")).isEqualTo("ntpc.dvc");
  }

  @Test
  void familiesInNeedGoToTheirDistrictsWelfareCentre() {
    assertThat(office("tpe", Topic.ECONOMIC, "")).isEqualTo("WELFARE_CENTRE");
    assertThat(office("tpe", Topic.SCHOOLING, "")).isEqualTo("tpe.student-counselling");
    assertThat(office("tpe", Topic.SCHOOLING, "ECONOMIC")).isEqualTo("WELFARE_CENTRE");
    assertThat(office("ntpc", Topic.SCHOOLING, "")).isEqualTo("WELFARE_CENTRE");
    assertThat(office("ntpc", Topic.OTHER, "")).isEqualTo("WELFARE_CENTRE");
  }

  /// No county is a special case: whichever has an office of its own for school or work gets a row.
  @Test
  void aCountysOwnOfficeForSchoolOrWorkHasARow() {
    RoutedCase work = routed(Topic.EMPLOYMENT, "", "", null, "64000120");
    RoutingTable own =
        new RoutingTable(
            0, null, null, DefaultRouting.of("khh", "khh.dv-centre", "khh.employment"::equals));
    assertThat(own.rules().get(own.rowFor(work)).office()).isEqualTo("khh.employment");
    RoutingTable none =
        new RoutingTable(0, null, null, DefaultRouting.of("tpe", "tpe.dvc", key -> false));
    assertThat(none.rules().get(none.rowFor(work)).office()).isEqualTo("WELFARE_CENTRE");
  }

  /// G11: no row named the district office, the centre for school safety or the youth committee.
  @ParameterizedTest
  @CsvSource({
    "tpe, COMMUNITY_SAFETY, '', '', DISTRICT_OFFICE, WELFARE_CENTRE",
    "ntpc, COMMUNITY_SAFETY, '', HARM_THREAT, DISTRICT_OFFICE, WELFARE_CENTRE",
    "tpe, YOUTH_BEHAVIOUR, '', '', YOUTH_GUIDANCE_COMMITTEE, WELFARE_CENTRE",
    "tpe, SCHOOLING, '', HARM_ACT, SCHOOL_SAFETY_CENTRE, tpe.student-counselling",
    "ntpc, SCHOOLING, YOUTH_BEHAVIOUR, HARM_THREAT, SCHOOL_SAFETY_CENTRE,",
    "tpe, SCHOOLING, CHILD_PROTECTION, HARM_ACT, tpe.dvc,",
    "tpe, SCHOOLING, '', SUICIDAL_THOUGHTS, tpe.cmhc,",
    "tpe, YOUTH_BEHAVIOUR, ECONOMIC, '', WELFARE_CENTRE,"
  })
  void theOfficesOfThePlanHaveRows(
      String centre,
      Topic topic,
      String others,
      String indicators,
      String office,
      @Nullable String beside) {
    RoutingRule rule = rule(centre, routed(topic, others, indicators, null, "63000030"));
    assertThat(rule.office()).isEqualTo(office);
    assertThat(rule.beside()).isEqualTo(beside);
  }

  @Test
  void everyConditionOfARowCounts() {
    RoutingRule rule =
        new RoutingRule(
            java.util.List.of(Topic.ECONOMIC),
            java.util.List.of(),
            true,
            java.util.List.of("HARM_ACT"),
            true,
            java.util.List.of("63000"),
            "x",
            null);
    assertThat(rule.fits(routed(Topic.ECONOMIC, "PARENTING", "HARM_ACT", true, "63000030")))
        .isTrue();
    assertThat(rule.fits(routed(Topic.ECONOMIC, "", "HARM_ACT", true, "63000030"))).isFalse();
    assertThat(rule.fits(routed(Topic.OTHER, "PARENTING", "HARM_ACT", true, "63000030"))).isFalse();
    assertThat(rule.fits(routed(Topic.ECONOMIC, "PARENTING", "", true, "63000030"))).isFalse();
    assertThat(rule.fits(routed(Topic.ECONOMIC, "PARENTING", "HARM_ACT", null, "63000030")))
        .isFalse();
    assertThat(rule.fits(routed(Topic.ECONOMIC, "PARENTING", "HARM_ACT", true, "65000010")))
        .isFalse();
  }

  private static String office(String centre, Topic topic, String others) {
    return rule(centre, routed(topic, others, "", null, "63000030")).office();
  }

  private static RoutingRule rule(String centre, RoutedCase routed) {
    RoutingTable table =
        new RoutingTable(0, null, null, DefaultRouting.of(centre, centre + ".dvc", IN_USE));
    return table.rules().get(table.rowFor(routed));
  }

  private static RoutedCase routed(
      Topic topic, String others, String indicators, @Nullable Boolean child, String area) {
    return new RoutedCase(UUID.randomUUID(), topic, others, indicators, child, area);
  }
}
