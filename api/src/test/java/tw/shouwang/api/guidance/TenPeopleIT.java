package tw.shouwang.api.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// Ten people of ten counties with different stories: who answers them now, which office is theirs,
/// and what they read. None of these counties has a centre of this service.
@MicronautTest
class TenPeopleIT implements EmbeddedTest {

  private static final ZoneOffset TAIPEI = ZoneOffset.ofHours(8);

  @Inject ChannelGuide guide;

  /// 1. Kaohsiung, Fengshan: her husband beat her on a Sunday night.
  /// 2. Taichung, Xitun: a student from Vietnam does not want to live, Saturday after midnight.
  /// 3. Taoyuan, Zhongli: a carer from Indonesia lost her work.
  /// 4. Yunlin, Huwei: a worker from Thailand whose family has no money left.
  /// 5. Yilan, Toucheng: a mother from the Philippines whose child is beaten.
  /// 6. Tainan, North: an English teacher who cannot sleep or work any more.
  /// 7. Nantou, Puli: a schoolteacher who saw bruises on a pupil.
  /// 8. Hualien: a borough chief with an old man whom nobody looks after.
  /// 9. Penghu, Magong: a daughter who cares for two parents and has lost her work.
  /// 10. Kinmen, Jinhu: a boy who no longer goes to school and drinks.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          2026-11-29T22:30 | 64000120 | zh-TW | VIOLENCE | - | adult-protection | tw.hotline.113 | khh.dv-centre | -
          2026-11-28T01:30 | 66000060 | vi | SUICIDAL_THOUGHTS | - | suicide-prevention | tw.hotline.1955 | tw.hotline.1925 | -
          2026-12-01T10:00 | 68000020 | id | UNEMPLOYMENT | - | employment | tw.hotline.1955 | tw.hotline.0800777888 | -
          2026-12-01T10:00 | 10009030 | th | HARDSHIP_OR_WEAK_CARE | - | vulnerable-family | tw.hotline.1957 | yun.welfare-centre.huwei | -
          2026-12-01T20:00 | 10002040 | fil | CHILD_INVOLVED VIOLENCE | - | child-protection | tw.hotline.1955 | tw.hotline.113 | -
          2026-12-02T23:00 | 67000340 | en | MENTAL_ILLNESS | - | mental-health | tw.hotline.1925 | tnn.cmhc.north | -
          2026-12-03T14:00 | 10008020 | zh-TW | CHILD_INVOLVED VIOLENCE | TEACHER | child-protection | tw.hotline.113 | nan.dv-centre | 53
          2026-12-03T09:00 | 10015010 | zh-TW | OLDER_PERSON_INVOLVED HARDSHIP_OR_WEAK_CARE | BOROUGH_OR_NEIGHBOURHOOD_CHIEF | elder-protection | tw.hotline.113 | hua.welfare-centre.hualien | 43
          2026-12-04T11:00 | 10016010 | zh-TW | CARE_BURDEN HARDSHIP_OR_WEAK_CARE UNEMPLOYMENT | - | vulnerable-family | tw.hotline.1957 | pen.welfare-centre.magong-huxi | -
          2026-12-04T16:00 | 09020030 | zh-TW | SUBSTANCE_USE SCHOOL_MALADJUSTMENT | - | substance-use | tw.hotline.0800770885 | kin.student-counselling | -
          """)
  void eachFindsTheirOwnLineAndAdvice(
      LocalDateTime at,
      String area,
      String language,
      String signs,
      @Nullable GatekeeperKind kind,
      String code,
      String first,
      String own,
      @Nullable Integer article) {
    Set<Sign> seen = Arrays.stream(signs.split(" ")).map(Sign::valueOf).collect(Collectors.toSet());
    List<ChannelAdvice> advice =
        guide.advise(
            new AskedSituation(seen, area, kind),
            new ChannelGuide.Reader(List.of(language), at.toInstant(TAIPEI)));

    assertThat(advice.getFirst().code()).isEqualTo(code);
    assertThat(advice.getFirst().resources().getFirst().key()).isEqualTo(first);
    assertThat(keys(advice)).contains(own);
    assertThat(keys(advice))
        .allMatch(key ->
            key.startsWith("tw.") || key.startsWith(own.substring(0, 4)) || own.startsWith("tw."))
        .noneMatch(key -> key.startsWith("tpe.") || key.startsWith("ntpc."));
    assertThat(advice.getFirst().duties().stream().map(ReportingDuty::article).toList())
        .isEqualTo(article == null ? List.of() : List.of(article));
    Language theirs = Language.ofTag(language).orElseThrow();
    for (ChannelAdvice row : advice) {
      for (String part : List.of(".title", ".why")) {
        assertThat(
                Messages.of("guidance")
                    .in(theirs, "advice." + row.code() + part, Map.of())
                    .language())
            .isEqualTo(theirs);
      }
    }
    assertThat(advice.getLast().code().equals("in-your-language"))
        .isEqualTo(theirs != Language.ZH_TW);
  }

  private static List<String> keys(List<ChannelAdvice> advice) {
    return advice.stream().flatMap(row -> row.resources().stream()).map(Resource::key).toList();
  }
}
