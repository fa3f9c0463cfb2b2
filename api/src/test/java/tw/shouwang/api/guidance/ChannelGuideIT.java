package tw.shouwang.api.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// The guide's truth table over every input, with the packed directory.
@MicronautTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChannelGuideIT implements EmbeddedTest {

  private static final String DATONG = "63000060";
  private static final String XIZHI = "65000110";

  @Inject ChannelGuide guide;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          IMMEDIATE_DANGER                 | emergency
          CHILD_INVOLVED VIOLENCE          | child-protection
          CHILD_INVOLVED SEXUAL_VIOLENCE   | child-protection
          VIOLENCE                         | adult-protection
          SEXUAL_VIOLENCE                  | adult-protection
          SELF_HARM                        | suicide-prevention
          MENTAL_ILLNESS                   | mental-health
          MENTAL_ILLNESS VIOLENCE          | adult-protection mental-health
          HARDSHIP_OR_WEAK_CARE            | vulnerable-family
          ON_CAMPUS                        | campus-safety
          SCHOOL_MALADJUSTMENT             | school-counselling
          OTHER_CHANNELS_FAILED            | safety-net
          CHILD_INVOLVED                   | where-to-start
          -                                | where-to-start
          CHILD_INVOLVED VIOLENCE ON_CAMPUS IMMEDIATE_DANGER | emergency child-protection campus-safety
          CHILD_INVOLVED VIOLENCE HARDSHIP_OR_WEAK_CARE SCHOOL_MALADJUSTMENT OTHER_CHANNELS_FAILED | child-protection vulnerable-family school-counselling safety-net
          """)
  void sendsEachSituationItsWay(@Nullable String signs, String expected) {
    assertThat(codes(advise(signs(signs), DATONG, null))).containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "CHILD_INVOLVED VIOLENCE, child-protection, tw.hotline.113",
    "HARDSHIP_OR_WEAK_CARE, vulnerable-family, tpe.welfare-centre.63000060",
    "ON_CAMPUS, campus-safety, tpe.school-safety",
    "SCHOOL_MALADJUSTMENT, school-counselling, tpe.student-counselling",
    "OTHER_CHANNELS_FAILED, safety-net, tpe.welfare-centre.63000060"
  })
  void reachesEachOfTheLeafletsFiveChannels(String signs, String code, String key) {
    ChannelAdvice advice = advise(signs(signs), DATONG, null).getFirst();
    assertThat(advice.code()).isEqualTo(code);
    assertThat(advice.resources().getFirst().key()).isEqualTo(key);
  }

  @Test
  void holdsForEveryInput() {
    List<String> order =
        Stream.concat(
                GuideRules.ROWS.stream(), Stream.of(GuideRules.START, GuideRules.IN_YOUR_LANGUAGE))
            .map(GuideRule::code)
            .toList();
    List<@Nullable GatekeeperKind> kinds = new ArrayList<>(List.of(GatekeeperKind.values()));
    kinds.add(null);
    List<@Nullable String> areas = new ArrayList<>(List.of(DATONG, XIZHI, "65000", "68000", "1"));
    areas.add(null);
    for (Set<Sign> signs : everyCombination()) {
      for (GatekeeperKind kind : kinds) {
        for (String area : areas) {
          List<ChannelAdvice> advice = advise(signs, area, kind);
          assertThat(advice).as("%s %s %s", signs, kind, area).isNotEmpty();
          assertThat(codes(advice))
              .isSortedAccordingTo(
                  (one, other) -> Integer.compare(order.indexOf(one), order.indexOf(other)));
          assertThat(advice.getFirst().code().equals("emergency"))
              .isEqualTo(signs.contains(Sign.IMMEDIATE_DANGER));
          assertThat(advice)
              .allSatisfy(row ->
                  assertThat(row.resources().stream().map(Resource::numberToCall))
                      .as("%s in %s", row.code(), area)
                      .anyMatch(Optional::isPresent))
              .allSatisfy(
                  row -> assertThat(row.deadlineHours() == null || row.legalDuty()).isTrue());
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CHILD_INVOLVED VIOLENCE, TEACHER, true, 24",
    "CHILD_INVOLVED VIOLENCE, CLINIC, true, 24",
    "CHILD_INVOLVED VIOLENCE, CHILDMINDER, true, 24",
    "CHILD_INVOLVED VIOLENCE, CONVENIENCE_STORE, false,",
    "CHILD_INVOLVED VIOLENCE, FAMILY, false,",
    "CHILD_INVOLVED VIOLENCE, PARENTING_COACH, false,",
    "VIOLENCE, CLINIC, false,",
    "VIOLENCE, NEIGHBOUR, false,",
    "HARDSHIP_OR_WEAK_CARE, HOUSING_MANAGER, true,",
    "HARDSHIP_OR_WEAK_CARE, BOROUGH_OR_NEIGHBOURHOOD_CHIEF, true,",
    "HARDSHIP_OR_WEAK_CARE, WARM_ANGEL, false,",
    "SELF_HARM, TEACHER, false,"
  })
  void saysWhomTheLawObligesAndByWhen(
      String signs, GatekeeperKind kind, boolean duty, @Nullable Integer hours) {
    ChannelAdvice advice = advise(signs(signs), DATONG, kind).getFirst();
    assertThat(advice.legalDuty()).isEqualTo(duty);
    assertThat(advice.deadlineHours()).isEqualTo(hours);
  }

  @ParameterizedTest
  @EnumSource(GatekeeperKind.class)
  void obligesExactlyTheProfessionsThatOurSourcesName(GatekeeperKind kind) {
    boolean forChildren =
        switch (kind) {
          case CLINIC, PHARMACY, TEACHER, CHILDMINDER -> true;
          case CONVENIENCE_STORE,
              WARM_ANGEL,
              APARTMENT_BUILDING,
              CHAIN_STORE,
              HOUSING_MANAGER,
              BOROUGH_OR_NEIGHBOURHOOD_CHIEF,
              PARENTING_COACH,
              HOME_CARE_WORKER,
              POSTNATAL_HELPER,
              NEIGHBOUR,
              FAMILY,
              OTHER ->
              false;
        };
    boolean forFamilies =
        forChildren
            || kind == GatekeeperKind.BOROUGH_OR_NEIGHBOURHOOD_CHIEF
            || kind == GatekeeperKind.APARTMENT_BUILDING
            || kind == GatekeeperKind.HOUSING_MANAGER;
    Set<Sign> every = EnumSet.allOf(Sign.class);
    for (ChannelAdvice row : advise(every, DATONG, kind)) {
      boolean obliged =
          switch (row.code()) {
            case "child-protection" -> forChildren;
            case "vulnerable-family" -> forFamilies;
            default -> false;
          };
      assertThat(row.legalDuty()).as("%s for %s", row.code(), kind).isEqualTo(obliged);
      assertThat(row.deadlineHours())
          .isEqualTo(obliged && row.code().equals("child-protection") ? 24 : null);
    }
  }

  @Test
  void namesTheServicesOfTheAskersDistrictAndOfNoOther() {
    List<String> keys = keys(advise(signs("HARDSHIP_OR_WEAK_CARE ON_CAMPUS"), XIZHI, null));
    assertThat(keys)
        .contains("ntpc.welfare-centre.qixing")
        .noneMatch(key -> key.startsWith("tpe."));
    assertThat(keys(advise(signs("ON_CAMPUS OTHER_CHANNELS_FAILED"), "68000", null)))
        .allMatch(key -> key.startsWith("tw."));
  }

  @Test
  void addsLinesInTheAskersLanguageAndPutsThemFirst() {
    List<ChannelAdvice> advice =
        guide.advise(new AskedSituation(signs("VIOLENCE"), DATONG, null), List.of("vi"));
    assertThat(codes(advice)).containsExactly("adult-protection", "in-your-language");
    assertThat(advice.getLast().resources()).allMatch(line -> line.answersIn("vi"));
    assertThat(
            guide
                .advise(new AskedSituation(Set.of(), null, null), List.of("fil"))
                .getLast()
                .resources())
        .extracting(Resource::key)
        .containsExactly("tw.hotline.1955");
  }

  @Test
  void tellsACitizenNothingThatOnlyAProfessionNeeds() {
    assertThat(advise(signs("VIOLENCE HARDSHIP_OR_WEAK_CARE"), null, null))
        .noneMatch(ChannelAdvice::legalDuty);
  }

  @Test
  void isPrintedSoThatASocialWorkerCanCheckIt() {
    for (Language language : Language.values()) {
      GuideTable table = new GuideTable(guide, Messages.of("guidance"), language, DATONG);
      List<String> rows = table.rows().lines().toList();
      assertThat(rows).filteredOn(row -> row.matches("\\d+\\. .*")).hasSize(10);
      assertThat(rows).noneMatch(row -> row.contains("{") || row.endsWith(": -"));
      assertThat(table.rows()).contains("113", "110", "02-2597-4280", "1999#6444");

      List<String> combinations = table.combinations().lines().toList();
      assertThat(combinations).hasSize(1 << Sign.values().length);
      assertThat(combinations).allMatch(line -> line.matches(".+ -> \\d+\\. .+"));
      assertThat(combinations.getFirst()).startsWith("- -> 10. ");
    }
  }

  private List<ChannelAdvice> advise(
      Set<Sign> signs, @Nullable String area, @Nullable GatekeeperKind kind) {
    return guide.advise(new AskedSituation(signs, area, kind), List.of("zh"));
  }

  private static List<String> codes(List<ChannelAdvice> advice) {
    return advice.stream().map(ChannelAdvice::code).toList();
  }

  private static List<String> keys(List<ChannelAdvice> advice) {
    return advice.stream().flatMap(row -> row.resources().stream()).map(Resource::key).toList();
  }

  private static Set<Sign> signs(@Nullable String names) {
    return names == null
        ? Set.of()
        : Arrays.stream(names.split(" ")).map(Sign::valueOf).collect(Collectors.toSet());
  }

  private static List<Set<Sign>> everyCombination() {
    Sign[] signs = Sign.values();
    List<Set<Sign>> all = new ArrayList<>();
    for (int bits = 0; bits < 1 << signs.length; bits++) {
      Set<Sign> chosen = EnumSet.noneOf(Sign.class);
      for (Sign sign : signs) {
        if ((bits & 1 << sign.ordinal()) != 0) {
          chosen.add(sign);
        }
      }
      all.add(chosen);
    }
    return all;
  }
}
