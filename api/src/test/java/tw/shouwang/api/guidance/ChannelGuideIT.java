package tw.shouwang.api.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
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

  /// A Sunday morning, when offices are closed, and a Tuesday, when they are open.
  private static final Instant SUNDAY = Instant.parse("2026-11-29T02:00:00Z");

  private static final Instant TUESDAY = Instant.parse("2026-12-01T02:00:00Z");

  private static final Instant NIGHT = Instant.parse("2026-11-28T18:00:00Z");

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
          SUICIDAL_THOUGHTS                | suicide-prevention
          SUBSTANCE_USE                    | substance-use
          VIOLENT_WHILE_ILL                | illness-with-violence
          FRIGHTENING_CONDUCT              | community-safety
          CARE_BURDEN                      | care-burden
          PARENTING_CONFLICT               | parenting
          YOUTH_BEHAVIOUR                  | youth-behaviour
          UNEMPLOYMENT                     | employment
          OLDER_PERSON_INVOLVED VIOLENCE   | adult-protection elder-protection
          OLDER_PERSON_INVOLVED HARDSHIP_OR_WEAK_CARE | elder-protection vulnerable-family
          OLDER_PERSON_INVOLVED            | where-to-start
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
    assertThat(advice.resources()).extracting(Resource::key).contains(key);
  }

  /// Every sign, and every combination of two and three.
  @Test
  void holdsForEveryInput() {
    List<String> order =
        Stream.concat(
                GuideRules.ROWS.stream(), Stream.of(GuideRules.START, GuideRules.IN_YOUR_LANGUAGE))
            .map(GuideRule::code)
            .toList();
    List<@Nullable GatekeeperKind> kinds =
        new ArrayList<>(List.of(GatekeeperKind.TEACHER, GatekeeperKind.NEIGHBOUR));
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

  /// G3: the deadline depends on the article that names the reporter's capacity.
  @ParameterizedTest
  @CsvSource({
    "CHILD_INVOLVED VIOLENCE, TEACHER, child-protection, true, 24",
    "CHILD_INVOLVED VIOLENCE, CLINIC, child-protection, true, 24",
    "CHILD_INVOLVED VIOLENCE, CHILDMINDER, child-protection, true, 24",
    "CHILD_INVOLVED VIOLENCE, CONVENIENCE_STORE, child-protection, false,",
    "CHILD_INVOLVED VIOLENCE, BOROUGH_OR_NEIGHBOURHOOD_CHIEF, child-protection, false,",
    "CHILD_INVOLVED VIOLENCE, FAMILY, child-protection, false,",
    "CHILD_INVOLVED VIOLENCE, PARENTING_COACH, child-protection, false,",
    "VIOLENCE, TEACHER, adult-protection, true, 24",
    "VIOLENCE, CLINIC, adult-protection, true, 24",
    "VIOLENCE, PHARMACY, adult-protection, true, 24",
    "VIOLENCE, CHILDMINDER, adult-protection, true, 24",
    "SEXUAL_VIOLENCE, TEACHER, adult-protection, true, 24",
    "VIOLENCE, NEIGHBOUR, adult-protection, false,",
    "OLDER_PERSON_INVOLVED VIOLENCE, BOROUGH_OR_NEIGHBOURHOOD_CHIEF, elder-protection, true,",
    "OLDER_PERSON_INVOLVED HARDSHIP_OR_WEAK_CARE, CLINIC, elder-protection, true,",
    "OLDER_PERSON_INVOLVED VIOLENCE, TEACHER, elder-protection, false,",
    "CHILD_INVOLVED HARDSHIP_OR_WEAK_CARE, HOUSING_MANAGER, vulnerable-family, true,",
    "CHILD_INVOLVED HARDSHIP_OR_WEAK_CARE, BOROUGH_OR_NEIGHBOURHOOD_CHIEF, vulnerable-family,"
        + " true,",
    "HARDSHIP_OR_WEAK_CARE, BOROUGH_OR_NEIGHBOURHOOD_CHIEF, vulnerable-family, false,",
    "HARDSHIP_OR_WEAK_CARE, TEACHER, vulnerable-family, false,",
    "CHILD_INVOLVED HARDSHIP_OR_WEAK_CARE, WARM_ANGEL, vulnerable-family, false,",
    "SELF_HARM, TEACHER, suicide-prevention, false,"
  })
  void saysWhomTheLawObligesAndByWhen(
      String signs, GatekeeperKind kind, String code, boolean duty, @Nullable Integer hours) {
    ChannelAdvice advice = row(advise(signs(signs), DATONG, kind), code);
    assertThat(advice.legalDuty()).isEqualTo(duty);
    assertThat(advice.deadlineHours()).isEqualTo(hours);
  }

  /// G3: the article is named even if the list of persons is not certain.
  @ParameterizedTest
  @CsvSource({
    "SELF_HARM, TEACHER, suicide-prevention, SUICIDAL_ACT",
    "SUICIDAL_THOUGHTS, HOME_CARE_WORKER, suicide-prevention, SUICIDAL_ACT",
    "VIOLENCE, HOME_CARE_WORKER, adult-protection, DOMESTIC_VIOLENCE",
    "OLDER_PERSON_INVOLVED VIOLENCE, HOME_CARE_WORKER, elder-protection, OLDER_PERSON_HARMED",
    "CHILD_INVOLVED SUBSTANCE_USE, TEACHER, substance-use, CHILD_USES_DRUGS"
  })
  void saysWhoMayBeObligedByWhichArticle(
      String signs, GatekeeperKind kind, String code, LegalDuty duty) {
    ChannelAdvice advice = row(advise(signs(signs), DATONG, kind), code);
    assertThat(advice.duties()).containsExactly(new ReportingDuty(duty, false));
    assertThat(advice.legalDuty()).isFalse();
  }

  @Test
  void namesTheServicesOfTheAskersDistrictAndOfNoOther() {
    List<String> keys = keys(advise(signs("HARDSHIP_OR_WEAK_CARE ON_CAMPUS"), XIZHI, null));
    assertThat(keys)
        .contains("ntpc.welfare-centre.qixing")
        .noneMatch(key -> key.startsWith("tpe."));
    assertThat(keys(advise(signs("ON_CAMPUS OTHER_CHANNELS_FAILED"), "68000", null)))
        .noneMatch(key -> key.startsWith("tpe.") || key.startsWith("ntpc."));
  }

  /// G6
  @Test
  void addsLinesInTheAskersLanguageAndPutsThoseThatAnswerNowFirst() {
    List<ChannelAdvice> advice = advise("VIOLENCE", SUNDAY, "vi");
    assertThat(codes(advice)).containsExactly("adult-protection", "in-your-language");
    assertThat(keys(List.of(advice.getFirst()))).startsWith("tw.hotline.113");
    assertThat(advice.getLast().resources()).allMatch(line -> line.answersIn("vi"));
    assertThat(keys(List.of(advice.getLast())))
        .containsExactly("tw.hotline.1955", "tw.hotline.113", "tw.hotline.1990");
    assertThat(keys(List.of(advise("", SUNDAY, "fil").getLast())))
        .containsExactly("tw.hotline.1955");
  }

  /// G6: the lines for despair answer in Chinese only.
  @ParameterizedTest
  @CsvSource({
    "vi, tw.hotline.1955",
    "id, tw.hotline.1955",
    "th, tw.hotline.1955",
    "fil, tw.hotline.1955",
    "km, tw.hotline.113"
  })
  void putsWhoeverAnswersInTheAskersLanguageNowBeforeLinesThatDoNot(String tag, String first) {
    List<String> keys = keys(List.of(advise("SUICIDAL_THOUGHTS", SUNDAY, tag).getFirst()));
    assertThat(keys).startsWith(first).contains("tw.hotline.1925", "tw.hotline.1995");
  }

  /// G6: 1980 is closed at night, and a person who thinks of suicide is not sent there then.
  @ParameterizedTest
  @CsvSource({"2026-12-01T02:00:00Z, true", "2026-12-01T18:00:00Z, false"})
  void namesNoClosedLineInACrisis(Instant at, boolean open) {
    List<String> keys =
        keys(
            guide.advise(
                new AskedSituation(signs("SUICIDAL_THOUGHTS"), DATONG, null),
                new ChannelGuide.Reader(List.of("zh-TW"), at)));
    assertThat(keys.contains("tw.hotline.1980")).isEqualTo(open);
    assertThat(keys).startsWith("tw.hotline.1925");
  }

  /// G6
  @Test
  void putsWhatIsClosedLastWhereSomebodyCanWait() {
    assertThat(keys(advise("HARDSHIP_OR_WEAK_CARE", SUNDAY, "zh-TW")))
        .startsWith("tw.hotline.1957")
        .contains("tpe.welfare-centre.63000060");
    assertThat(keys(advise("HARDSHIP_OR_WEAK_CARE", TUESDAY, "zh-TW")))
        .startsWith("tpe.welfare-centre.63000060");
  }

  @Test
  void tellsACitizenNothingThatOnlyAProfessionNeeds() {
    assertThat(advise(signs("VIOLENCE HARDSHIP_OR_WEAK_CARE"), null, null))
        .noneMatch(ChannelAdvice::legalDuty);
  }

  @Test
  void isPrintedSoThatASocialWorkerCanCheckIt() {
    int asked = (int) Arrays.stream(Sign.values()).filter(Sign::isAsked).count();
    for (Language language : Language.values()) {
      GuideTable table = new GuideTable(guide, Messages.of("guidance"), language, DATONG, TUESDAY);
      List<String> rows = table.rows().lines().toList();
      assertThat(rows)
          .filteredOn(row -> row.matches("\\d+\\. .*"))
          .hasSize(GuideRules.ROWS.size() + 1);
      assertThat(rows).noneMatch(row -> row.contains("{") || row.endsWith(": -"));
      assertThat(table.rows())
          .contains("113", "110", "02-2597-4280", "1999#6444", "0800-770-885", "02-2308-5230");

      List<String> combinations = table.combinations().lines().toList();
      assertThat(combinations).hasSize(1 + asked + asked * (asked - 1) / 2);
      assertThat(combinations).allMatch(line -> line.matches(".+ -> \\d+\\. .+"));
      assertThat(combinations.getFirst()).startsWith("- -> " + (GuideRules.ROWS.size() + 1) + ". ");
    }
  }

  /// G6: a title said to begin with a line that is closed at night, above another one that listens.
  @ParameterizedTest
  @EnumSource(Language.class)
  void noTitleNamesAClosedLineAboveOneThatAnswers(Language language) {
    Messages messages = Messages.of("guidance");
    ChannelGuide.Reader atNight = new ChannelGuide.Reader(List.of("zh-TW"), NIGHT);
    AskedSituation nothing = new AskedSituation(Set.of(), null, null);
    List<GuideRule> rules =
        Stream.concat(GuideRules.ROWS.stream(), Stream.of(GuideRules.START, GuideRules.NOT_SERVED))
            .toList();
    for (GuideRule rule : rules) {
      List<Resource> lines = guide.advice(rule, nothing, atNight).resources();
      if (!lines.getFirst().isClosed(NIGHT)) {
        String title = messages.text(language, "advice." + rule.code() + ".title");
        assertThat(lines)
            .filteredOn(line -> line.isClosed(NIGHT))
            .extracting(line -> line.key().replace("tw.hotline.", ""))
            .as(title)
            .noneMatch(title::contains);
      }
    }
  }

  private List<ChannelAdvice> advise(String signs, Instant at, String language) {
    return guide.advise(
        new AskedSituation(signs(signs.isEmpty() ? null : signs), DATONG, null),
        new ChannelGuide.Reader(List.of(language), at));
  }

  private static ChannelAdvice row(List<ChannelAdvice> advice, String code) {
    return advice.stream().filter(row -> row.code().equals(code)).findFirst().orElseThrow();
  }

  private List<ChannelAdvice> advise(
      Set<Sign> signs, @Nullable String area, @Nullable GatekeeperKind kind) {
    return guide.advise(
        new AskedSituation(signs, area, kind), new ChannelGuide.Reader(List.of("zh"), TUESDAY));
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
    List<Set<Sign>> all = new ArrayList<>(List.of(Set.of(), EnumSet.allOf(Sign.class)));
    for (Sign one : signs) {
      for (Sign two : signs) {
        for (Sign three : signs) {
          all.add(EnumSet.of(one, two, three));
        }
      }
    }
    return all.stream().distinct().toList();
  }
}
