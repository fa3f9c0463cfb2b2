package tw.shouwang.api.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.Snapshots;
import tw.shouwang.api.directory.understanding.LineRule;
import tw.shouwang.api.directory.understanding.LineTable;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// The guide, the table of duties and the table of lines agree: where a topic leads, who is obliged
/// by which article, and texts for each in every language.
class GuideRulesTest {

  /// Signs that qualify another sign and lead nowhere by themselves.
  private static final Set<Sign> QUALIFIERS =
      Set.of(Sign.CHILD_INVOLVED, Sign.OLDER_PERSON_INVOLVED);

  private static final List<GuideRule> ALL =
      Stream.concat(
              GuideRules.ROWS.stream(),
              Stream.of(GuideRules.START, GuideRules.IN_YOUR_LANGUAGE, GuideRules.NOT_SERVED))
          .toList();

  private final Messages messages = Messages.of("guidance");
  private final DirectorySnapshot pack = Snapshots.pack();

  @ParameterizedTest
  @EnumSource(Topic.class)
  void everyTopicLeadsToARow(Topic topic) {
    assertThat(rows(AdviceRequest.signs(topic))).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = ReportIndicator.class, names = "OTHER", mode = EnumSource.Mode.EXCLUDE)
  void everyIndicatorLeadsToARow(ReportIndicator indicator) {
    assertThat(rows(AdviceRequest.signs(indicator))).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(Sign.class)
  void everySignLeadsToARow(Sign sign) {
    assertThat(rows(Set.of(sign)).isEmpty()).isEqualTo(QUALIFIERS.contains(sign));
  }

  @Test
  void everyRowReadsLinesThatAreThere() {
    for (GuideRule rule : ALL) {
      if (!rule.lines().equals(GuideRules.EMERGENCY_NUMBERS)) {
        assertThat(table().lines(rule.lines(), Set.of(), false, null))
            .as(rule.code())
            .anyMatch(key -> !LineTable.isKind(key) && entry(key).nationwide());
      }
    }
  }

  @Test
  void everyPlaceInTheTableOfLinesIsAnEntryOrAKind() {
    Set<String> kinds = names(ResourceKind.values());
    Set<String> topics = names(Topic.values());
    for (LineRule row : table().rules()) {
      assertThat(row.lines()).as(row.situation()).isNotEmpty();
      for (String line : row.lines()) {
        if (LineTable.isKind(line)) {
          LineTable.OfficesOfKind offices = LineTable.offices(line);
          assertThat(kinds).as(line).contains(offices.kind());
          assertThat(offices.topic() == null || topics.contains(offices.topic())).as(line).isTrue();
        } else {
          assertThat(entry(line).listed()).as(line).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(LegalDuty.class)
  void everyDutyHasAnArticleASourceAndPersons(LegalDuty duty) {
    assertThat(duty.article()).isPositive();
    assertThat(duty.law().source().url()).startsWith("https://");
    assertThat(duty.law().source().asOf()).isNotNull();
    assertThat(Stream.concat(duty.obliged().stream(), duty.perhaps().stream()))
        .isNotEmpty()
        .doesNotHaveDuplicates();
    assertThat(ALL)
        .as("some row of the guide says it")
        .anyMatch(rule -> rule.bindings().stream().anyMatch(each -> each.duty() == duty));
  }

  /// Neighbours, relatives, volunteers and shop staff have no legal duty.
  @ParameterizedTest
  @EnumSource(
      value = GatekeeperKind.class,
      names = {"CONVENIENCE_STORE", "CHAIN_STORE", "WARM_ANGEL", "NEIGHBOUR", "FAMILY", "OTHER"})
  void noArticleNamesWhoeverHasNoProfession(GatekeeperKind kind) {
    assertThat(LegalDuty.values()).noneMatch(duty -> duty.obliges(kind) || duty.mayOblige(kind));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyRowSignAndDutyHasWordsInEveryLanguage(Language language) {
    Set<String> needed = new TreeSet<>();
    ALL.forEach(rule -> needed.addAll(List.of("advice." + rule.code() + ".title")));
    ALL.forEach(rule -> needed.add("advice." + rule.code() + ".why"));
    GuideRules.ROWS.forEach(rule -> needed.add("guide.when." + rule.code()));
    Arrays.stream(Sign.values())
        .filter(Sign::isAsked)
        .forEach(sign -> needed.add("guide.sign." + sign));
    for (LegalDuty duty : LegalDuty.values()) {
      needed.addAll(List.of("duty." + duty, "law." + duty.law(), "duty.where." + duty.where()));
    }
    assertThat(messages.keys(language)).containsAll(needed);
  }

  /// There are no messages of removed rows.
  @Test
  void everyAdviceInTheMessagesIsARow() {
    Set<String> codes = ALL.stream().map(GuideRule::code).collect(Collectors.toSet());
    assertThat(messages.keys(Language.ZH_TW))
        .filteredOn(key -> key.startsWith("advice."))
        .extracting(key -> key.split("\\.")[1])
        .allMatch(codes::contains);
  }

  @Test
  void everyEntrySaysInWhichLanguagesItAnswers() {
    for (int number = 0; number < pack.size(); number++) {
      Entry entry = pack.item(number).entry();
      assertThat(entry.languages()).as(entry.key()).isNotEmpty();
    }
  }

  /// The output of `guide --duties` is committed, so that a change of it is visible in review.
  @Test
  void theTableOfDutiesIsTheCommittedOne() throws IOException {
    String printed =
        Stream.of(Language.ZH_TW, Language.EN)
            .map(language -> new DutyTable(messages, language).text())
            .collect(Collectors.joining("\n"));
    Files.writeString(Path.of("target", "duties.md"), printed);
    assertThat(Files.readString(Path.of("DUTIES.md"))).endsWith(printed);
  }

  private static List<GuideRule> rows(Set<Sign> signs) {
    AskedSituation situation = new AskedSituation(signs, null, null);
    return GuideRules.ROWS.stream().filter(rule -> rule.appliesTo(situation)).toList();
  }

  private LineTable table() {
    return pack.understanding().table();
  }

  private Entry entry(String key) {
    return pack.byKey(key).orElseThrow(() -> new AssertionError("no entry " + key)).entry();
  }

  private static Set<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
  }
}
