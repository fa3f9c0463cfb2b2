package tw.shouwang.api.cases.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.SenderGroup;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.guidance.GatekeeperKind;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.foundation.TaiwanTime;

@MicronautTest(transactional = false)
class SiteCodesIT implements EmbeddedTest {

  @Inject AppClient app;
  @Inject SiteCodes codes;
  @Inject SiteCodeRepository repository;
  @Inject Directory directory;
  @Inject CaseViews views;
  @Inject UnattendedDesk desk;

  @Test
  void fillsTheFormInAndSealsWhichPosterItWas() throws Exception {
    SiteCodeRow row = issue();
    Answer site =
        app.ask("Site", Map.of("code", row.code().toLowerCase(java.util.Locale.ROOT))).root();
    assertThat(site.text("gatekeeperKind")).isEqualTo("CLINIC");
    assertThat(site.text("area", "code")).isEqualTo("63000030");
    assertThat(site.text("office")).isEqualTo("安心診所");

    Receipt receipt = Receipt.random(new SecureRandom());
    Map<String, Object> input = concern();
    input.put("receipt", receipt.text());
    input.put("siteCode", row.code());
    input.put("gatekeeperKind", "NEIGHBOUR");
    assertThat(app.input("SubmitConcern", input).root().text("__typename"))
        .isEqualTo("CaseReceived");
    CaseHandle handle = views.find(receipt).orElseThrow();
    assertThat(handle.row().senderGroup()).isEqualTo(SenderGroup.PROFESSIONAL);
    assertThat(desk.open(handle.row().id()).getFirst().fields())
        .containsEntry("site", row.code())
        .containsEntry("gatekeeperKind", "CLINIC");
  }

  /// S8: typed from a poster, or pasted.
  @Test
  void findsACodeHoweverItWasTyped() {
    String code = issue().code();
    for (String between : new String[] {"\n", "\uFEFF", "\u200B", "\u2212", "\u30FB", ".", " – "}) {
      assertThat(codes.find(String.join(between, code.split("")) + between)).isPresent();
    }
    assertThat(codes.find(code + code)).isEmpty();
  }

  @Test
  void ignoresACodeThatIsRevokedForgedOrUnknownAndSaysSo() {
    SiteCodeRow revoked = issue();
    assertThat(codes.revoke(revoked.code())).isTrue();
    SiteCodeRow forged =
        new SiteCodeRow(
            "AAAAAAAAAAAAAAAA",
            "tpe",
            GatekeeperKind.CLINIC,
            "63000030",
            "假診所",
            "Forged",
            new byte[64],
            false,
            null);
    repository.save(forged);
    codes.refresh();

    for (String code : new String[] {revoked.code(), forged.code(), "0000-0000-0000-0000", "?"}) {
      assertThat(app.ask("Site", Map.of("code", code)).root().isNull()).as(code).isTrue();
      Map<String, Object> input = concern();
      input.put("siteCode", code);
      assertThat(app.input("SubmitConcern", input).root().text("notices", 0))
          .contains("海報上的代碼無法辨識");
    }
  }

  /// W14: the signature of each poster used to be verified every minute, and after each change.
  @Test
  void verifiesEachPosterOnce() {
    Area area = directory.area("63000030").orElseThrow();
    for (int i = 0; i < 500; i++) {
      codes.issue("tpe", GatekeeperKind.CLINIC, area, "安心診所", "Anxin Clinic", null);
    }
    Duration first = processorTimeOfARefresh();
    Duration later = processorTimeOfARefresh();
    assertThat(later).isLessThan(first.dividedBy(2));
  }

  private Duration processorTimeOfARefresh() {
    ThreadMXBean processor = ManagementFactory.getThreadMXBean();
    long before = processor.getCurrentThreadCpuTime();
    codes.refresh();
    return Duration.ofNanos(processor.getCurrentThreadCpuTime() - before);
  }

  /// What comes with an exercise's code is one up to its last day, and real after it.
  @Test
  void endsAnExerciseByItsSignedDay() {
    Area area = directory.area("63000030").orElseThrow();
    LocalDate today = TaiwanTime.today(InstantSource.system());
    SiteCodeRow last = codes.issue("tpe", GatekeeperKind.CLINIC, area, "演練", "Drill", today);
    SiteCodeRow over =
        codes.issue("tpe", GatekeeperKind.CLINIC, area, "演練", "Drill", today.minusDays(1));
    codes.refresh();
    assertThat(codes.find(last.code(), "63000040").orElseThrow().exercise()).isTrue();
    assertThat(codes.find(last.code(), "65000010")).as("at another centre").isEmpty();
    assertThat(codes.find(issue().code(), "65000010")).as("a poster").isPresent();
    assertThat(codes.find(over.code())).as("as if it were none").isEmpty();
    assertThat(codes.find(issue().code()).orElseThrow().exercise()).as("a poster").isFalse();
    assertThat(last.signedBytes()).isNotEqualTo(withDay(last, today.plusDays(1)).signedBytes());
    assertThat(last.signedBytes()).isNotEqualTo(withDay(last, null).signedBytes());
  }

  /// Finding 6: whoever makes the code.
  @Test
  void makesNoExerciseOfMoreThanAMonth() {
    Area area = directory.area("63000030").orElseThrow();
    LocalDate latest = TaiwanTime.today(InstantSource.system()).plusDays(31);
    assertThat(codes.latestEnd()).isEqualTo(latest);
    assertThatThrownBy(() ->
            codes.issue("tpe", GatekeeperKind.CLINIC, area, "演練", "Drill", latest.plusDays(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SiteCodeRow withDay(SiteCodeRow row, @Nullable LocalDate until) {
    return new SiteCodeRow(
        row.code(),
        row.centre(),
        row.gatekeeperKind(),
        row.area(),
        row.officeZh(),
        row.officeEn(),
        row.signature(),
        row.revoked(),
        until);
  }

  @Test
  void printsAPosterThatHoldsNothingButTheLink() throws Exception {
    String poster = SitesCommand.poster("https://example.org/r", issue());
    assertThat(poster).startsWith("<svg").contains("110 · 119").doesNotContain("113", "安心診所");
  }

  /// Finding 7: who finds the poster of an exercise must not take it for a real one.
  @Test
  void saysOnAPosterThatItIsAnExercise() {
    LocalDate today = TaiwanTime.today(InstantSource.system());
    Area area = directory.area("63000030").orElseThrow();
    SiteCodeRow drill = codes.issue("tpe", GatekeeperKind.CLINIC, area, "演練", "Drill", today);
    assertThat(SitesCommand.poster("https://example.org/r", drill))
        .contains("演練用", "Exercise only", "110 · 119")
        .doesNotContain("看到有人需要幫忙");
    assertThat(SitesCommand.poster("https://example.org/r", issue())).doesNotContain("演練");
  }

  private SiteCodeRow issue() {
    SiteCodeRow row =
        codes.issue(
            "tpe",
            GatekeeperKind.CLINIC,
            directory.area("63000030").orElseThrow(),
            "安心診所",
            "Anxin Clinic",
            null);
    codes.refresh();
    return row;
  }

  private static Map<String, Object> concern() {
    Map<String, Object> input = new HashMap<>();
    input.put("receipt", Receipt.random(new SecureRandom()).text());
    input.put("topic", "OTHER");
    input.put("urgency", "ROUTINE");
    input.put("words", "三樓的阿嬤好幾天沒有出門了");
    input.put("area", "63000030");
    return input;
  }
}
