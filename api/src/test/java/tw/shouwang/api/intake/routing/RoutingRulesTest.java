package tw.shouwang.api.intake.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.directory.entries.Topic;

/// The table that comes with the service, row by row.
class RoutingRulesTest {

  @Test
  void mentalIllnessWithViolenceGoesToTheHealthBureauAndNotToProtection() {
    assertThat(office("tpe", Topic.MENTAL_SUBSTANCE_SUICIDE, "DOMESTIC_VIOLENCE"))
        .isEqualTo("tpe.cmhc");
    assertThat(office("tpe", Topic.SEXUAL_ASSAULT, "MENTAL_SUBSTANCE_SUICIDE"))
        .isEqualTo("tpe.cmhc");
    assertThat(office("ntpc", Topic.DOMESTIC_VIOLENCE, "MENTAL_SUBSTANCE_SUICIDE"))
        .isEqualTo("MENTAL_HEALTH_CENTRE");
    assertThat(office("tpe", Topic.CHILD_PROTECTION, "MENTAL_SUBSTANCE_SUICIDE"))
        .as("protection leads")
        .isEqualTo("tpe.dvc");
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
            "x");
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
    RoutingTable table = new RoutingTable(0, null, null, DefaultRouting.of(centre));
    return table.rules().get(table.rowFor(routed(topic, others, "", null, "63000030"))).office();
  }

  private static RoutedCase routed(
      Topic topic, String others, String indicators, @Nullable Boolean child, String area) {
    return new RoutedCase(UUID.randomUUID(), topic, others, indicators, child, area);
  }
}
