package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.api.testing.StaffClient;

/// A centre's own texts from which replies start (dispatch centre's row 11).
@MicronautTest(transactional = false)
class ReplyTemplatesIT implements EmbeddedTest {

  private static final String SAVE =
      """
      mutation ($input: SaveReplyTemplatesInput!) {
        saveReplyTemplates(input: $input) {
          __typename
          ... on ReplyTemplatesSaved { templates { version savedBy templates { code } } }
          ... on StaffRefused { code field currentVersion problems }
        }
      }
      """;

  private final IdentityProvider provider = IdentityProvider.start();

  @Inject AppClient app;
  @Inject StaffClient staff;
  @Inject OwnerSql owner;

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  /// G11: none of the templates was for somebody who thinks of suicide.
  @ParameterizedTest
  @CsvSource({
    "zh-TW, 1925, 119",
    "en, 1925, 119",
    "vi, 1955, 119",
    "id, 1955, 119",
    "th, 1955, 119",
    "fil, 1955, 119"
  })
  void comesWithWordsForASenderWhoThinksOfSuicide(String language, String line, String ambulance)
      throws SQLException {
    Answer templates = offered("ntpc", "65000010", language);
    int place = templates.each("code").indexOf("suicidal");
    assertThat(templates.text(place, "text")).contains(line, ambulance).doesNotContain("110");
    assertThat(templates.text(place, "language"))
        .isEqualTo(language.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  @Test
  void startsFromTheSuppliedOnesAndKeepsEveryVersion() throws SQLException {
    String supervisor = provider.token("s1", "tpe", "SUPERVISOR");
    Answer supplied = read(supervisor, 0);
    assertThat(supplied.at("savedBy").isNull()).isTrue();
    assertThat(supplied.at("templates", 0, "texts").each("language"))
        .containsExactlyInAnyOrder("ZH_TW", "EN", "VI", "ID", "TH", "FIL");
    assertThat(offered("tpe", "63000030", "vi").text(0, "text")).startsWith("Cảm ơn");

    List<Map<String, Object>> own =
        List.of(
            template(
                "visit", text("ZH_TW", "我們的志工會去看您。"), text("VI", "Tình nguyện viên sẽ đến thăm.")),
            template("hours", text("ZH_TW", "我們收到了。")));
    Answer saved = save(supervisor, 0, own);
    assertThat(saved.text("templates", "version")).isEqualTo("1");
    assertThat(saved.text("templates", "savedBy")).isEqualTo("Worker s1");

    Answer vietnamese = offered("tpe", "63000030", "vi");
    assertThat(vietnamese.each("code")).containsExactly("visit", "hours");
    assertThat(vietnamese.text(0, "text")).startsWith("Tình nguyện");
    assertThat(vietnamese.text(1, "language")).as("falls back to Chinese").isEqualTo("ZH_TW");
    assertThat(offered("tpe", "63000030", "en").text(0, "text")).startsWith("我們的志工");
    assertThat(offered("ntpc", "65000010", "vi").each("code"))
        .as("another centre")
        .contains("thanks");

    Answer late = save(supervisor, 0, own);
    assertThat(late.text("code")).isEqualTo("VERSION_CONFLICT");
    assertThat(late.text("currentVersion")).isEqualTo("1");
    assertThat(save(supervisor, 1, List.of(template("only", text("ZH_TW", "好")))).json())
        .isNotNull();
    assertThat(read(supervisor, 1).at("templates").each("code")).containsExactly("visit", "hours");
    assertThat(read(supervisor, 2).at("templates").each("code")).containsExactly("only");
    assertThat(
            owner.count(
                "select count(*) from intake.audit_entry where centre = 'tpe' and action ="
                    + " 'TEMPLATES_SAVED'"))
        .isEqualTo(2);
  }

  @Test
  void refusesWhatNobodyCouldSend() {
    String supervisor = provider.token("s2", "ntpc", "SUPERVISOR");
    Map<String, Object> chinese = text("ZH_TW", "好");
    refused(supervisor, List.of(), "EMPTY", "");
    refused(
        supervisor, List.of(template("a", text("VI", "được"))), "INVALID", "Chinese among them");
    refused(supervisor, List.of(template("a", chinese, chinese)), "INVALID", "Each language once");
    refused(supervisor, List.of(template("a"), template("b", chinese)), "INVALID", "templates[0]");
    refused(
        supervisor,
        List.of(template("a", chinese), template("a", chinese)),
        "INVALID",
        "templates[1]");
    refused(supervisor, List.of(template("a b", chinese)), "INVALID", "The code");
    refused(supervisor, List.of(template("", chinese)), "INVALID", "The code");
    refused(supervisor, List.of(template("a", text("ZH_TW", " \n"))), "EMPTY", "zh-TW");
    refused(
        supervisor,
        List.of(template("a", text("ZH_TW", "a\u0007"))),
        "INVALID_TEXT",
        "templates[0]");
    refused(
        supervisor,
        List.of(template("a", chinese, text("EN", "x".repeat(3_001)))),
        "TOO_LONG",
        "en");
    refused(
        supervisor,
        IntStream.range(0, 31).mapToObj(each -> template("t" + each, chinese)).toList(),
        "TOO_LONG",
        "");
    assertThat(read(supervisor, 0).at("templates").size()).isEqualTo(7);
    assertThat(staff.ask(supervisor, "{ replyTemplates { version } }").root().text("version"))
        .isEqualTo("0");
  }

  @Test
  void ofManySupervisorsAtOnceOneSaves() throws Exception {
    String supervisor = provider.token("s3", "ntpc", "SUPERVISOR");
    List<Map<String, Object>> own = List.of(template("mine", text("ZH_TW", "好")));
    List<String> answers = Collections.synchronizedList(new ArrayList<>());
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 6)
          .forEach(
              each -> many.submit(() -> answers.add(save(supervisor, 0, own).text("__typename"))));
    }
    assertThat(answers).hasSize(6).containsOnlyOnce("ReplyTemplatesSaved");
    owner.run("delete from intake.reply_templates where centre = 'ntpc'");
  }

  private void refused(
      String token, List<Map<String, Object>> templates, String code, String problem) {
    Answer answer = save(token, 0, templates);
    assertThat(answer.text("code")).isEqualTo(code);
    assertThat(answer.text("field")).isEqualTo("templates");
    StringBuilder problems = new StringBuilder();
    for (int each = 0; each < answer.at("problems").size(); each++) {
      problems.append(answer.text("problems", each)).append('\n');
    }
    assertThat(problems.toString()).contains(problem);
  }

  private Answer save(String token, int expected, List<Map<String, Object>> templates) {
    Map<String, Object> input = Map.of("expectedVersion", expected, "templates", templates);
    return staff.ask(token, SAVE, Map.of("input", input)).root();
  }

  private Answer read(String token, int version) {
    return staff
        .ask(
            token,
            "query ($version: Int) { replyTemplates(version: $version) { version savedBy templates"
                + " { code texts { language text } } } }",
            Map.of("version", version))
        .root();
  }

  /// The templates beside the case of a sender with this language.
  private Answer offered(String centre, String area, String language) throws SQLException {
    StaffDesk.clearLists(owner);
    Map<String, Object> input =
        new HashMap<>(
            Map.of(
                "receipt", Receipt.random(new SecureRandom()).text(),
                "topic", "OTHER",
                "urgency", "ROUTINE",
                "words", "我很累",
                "area", area));
    assertThat(app.ask("SubmitConcern", Map.of("input", input), language).root().text("__typename"))
        .isEqualTo("CaseReceived");
    StaffDesk worker = new StaffDesk(staff, app, provider.token("w1", centre, "INTAKE_WORKER"));
    String id = worker.only(Map.of("area", area));
    return worker
        .look(id, "sealed { replyTemplates { code text language } }")
        .root()
        .at("sealed", "replyTemplates");
  }

  @SafeVarargs
  private static Map<String, Object> template(String code, Map<String, Object>... texts) {
    return Map.of("code", code, "texts", Arrays.asList(texts));
  }

  private static Map<String, Object> text(String language, String text) {
    return Map.of("language", language, "text", text);
  }
}
