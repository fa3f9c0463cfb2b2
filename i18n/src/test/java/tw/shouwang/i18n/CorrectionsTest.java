package tw.shouwang.i18n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.i18n.Corrections.Outcome;

/// Exports a file to a native speaker and imports it again.
class CorrectionsTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);
  private static final String EMPTY = "guidance.refused.EMPTY";
  private static final String FIRST = "status.RECEIVED";

  private final Corrections corrections = new Corrections(MessageCatalog.load(), TODAY);

  @ParameterizedTest
  @EnumSource(value = Language.class, names = "ZH_TW", mode = EnumSource.Mode.EXCLUDE)
  void comesBackAsItWentOut(Language language) {
    Outcome outcome = corrections.read(signed(corrections.export(language)));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Accepted.class,
            accepted -> {
              assertThat(accepted.texts()).isEmpty();
              assertThat(accepted.reviews()).as("every draft is fuzzy still").isEmpty();
              assertThat(accepted.language()).isEqualTo(language);
              assertThat(accepted.reviewer()).isEqualTo("Nguyễn Thị An");
              assertThat(accepted.on()).isEqualTo(TODAY);
            });
  }

  @Test
  void confirmsWhatIsNoLongerFuzzyAndTakesWhatWasRewritten() {
    Outcome outcome =
        corrections.read(
            rewritten(
                "msgstr \"Đã nhận\"",
                "msgstr \"Chúng tôi đã nhận\"",
                confirmed("cases.event.CLOSED")));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Accepted.class,
            accepted -> {
              assertThat(accepted.texts())
                  .containsOnly(entry("cases." + FIRST, "Chúng tôi đã nhận"));
              assertThat(accepted.reviews().get("cases." + FIRST))
                  .endsWith(" corrected 2026-11-28 Nguyễn Thị An");
              assertThat(accepted.reviews().get("cases.event.CLOSED"))
                  .endsWith(" confirmed 2026-11-28 Nguyễn Thị An");
            });
  }

  @Test
  void writesTheMessagesAndWhoReviewedThemIntoAFolder(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("reviews"));
    Files.writeString(
        folder.resolve("cases_vi.properties"),
        "# A remark.\nstatus.RECEIVED = Đã nhận\nstatus.SEEN = Nhân viên đã đọc\n");
    Files.writeString(
        folder.resolve("reviews/vi.properties"), "# Reviews.\ncases.event.CLOSED=old\n");
    Outcome outcome =
        corrections.read(
            rewritten(
                "msgstr \"Đã nhận\"",
                "msgstr \"Chúng tôi đã nhận\"",
                confirmed("cases.event.CLOSED")));
    new MessageFolder(folder).write((Outcome.Accepted) outcome);

    assertThat(Files.readAllLines(folder.resolve("cases_vi.properties")))
        .containsExactly(
            "# A remark.", "status.RECEIVED = Chúng tôi đã nhận", "status.SEEN = Nhân viên đã đọc");
    assertThat(Files.readAllLines(folder.resolve("reviews/vi.properties")))
        .hasSize(3)
        .contains("# Reviews.")
        .anyMatch(line -> line.matches("cases.event.CLOSED=[0-9a-f]{12} confirmed 2026-11-28 .*An"))
        .anyMatch(
            line -> line.matches("cases.status.RECEIVED=[0-9a-f]{12} corrected 2026-11-28 .*An"));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void tellsWhoConfirmedFromWhoWrote() {
    Properties lines = new Properties();
    String fingerprint = Reviews.fingerprint("好", "tốt");
    lines.setProperty("a.x", Reviews.confirmed(fingerprint, TODAY, "An"));
    lines.setProperty("a.y", Reviews.corrected(fingerprint, TODAY, "An"));
    Reviews reviews = Reviews.of(lines);
    assertThat(reviews.confirms("a", "x", "好", "tốt")).isTrue();
    assertThat(reviews.confirms("a", "y", "好", "tốt")).isFalse();
    assertThat(reviews.writtenBy("a.y", fingerprint, "An")).isTrue();
    assertThat(reviews.writtenBy("a.y", fingerprint, "Bình")).isFalse();
  }

  /// A problem in a file is reported with its line, and nothing of the file is imported.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          msgstr "Đã nhận"           | msgstr "Gọi 110 hoặc 113"   | The numbers differ
          msgstr "Đã nhận"           | msgstr "Đã <b>nhận"         | markup
          msgstr "Đã nhận"           | msgstr ""                   | empty
          msgstr "Đã nhận"           | msgstr "{Đã nhận"           | brace
          msgid "已收到"             | msgid "收到"                 | export again
          msgctxt "cases.status.SEEN"| msgctxt "cases.no.such"     | no message of this name
          msgctxt "cases.status.SEEN"| msgctxt "cases.status.RECEIVED" | twice
          """)
  void refusesWhatARuleForbids(String was, String is, String why) {
    String file = signed(corrections.export(Language.VI).replace("#, fuzzy\n", ""));
    assertThat(file).contains(was.strip());
    Outcome outcome = corrections.read(file.replace(was.strip(), is.strip()));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .anyMatch(problem -> problem.startsWith("Line ") && problem.contains(why)));
  }

  @ParameterizedTest
  @CsvSource({
    "Last-Translator: Nguyễn Thị An, Last-Translator: , who reviewed",
    "PO-Revision-Date: 2026-11-28, PO-Revision-Date: , on which day",
    "PO-Revision-Date: 2026-11-28, PO-Revision-Date: 2026-11-29, on which day",
    "PO-Revision-Date: 2026-11-28, PO-Revision-Date: yesterday, on which day",
    "Language: vi, Language: zh-TW, the language",
    "Language: vi, Language: xx, the language"
  })
  void refusesAHeaderThatDoesNotSay(String was, String is, String why) {
    String file = signed(corrections.export(Language.VI)).replace(was, is);
    assertThat(((Outcome.Refused) corrections.read(file)).problems())
        .singleElement()
        .asString()
        .contains(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "msgid \"x\"\nmsgstr \"y\"",
        "msgid \"\"",
        "\"alone\"",
        "msgid \"\"\nmsgstr \"a\nmsgid"
      })
  void refusesWhatIsNoCatalogue(String text) {
    assertThat(((Outcome.Refused) corrections.read(text)).problems())
        .singleElement()
        .asString()
        .contains("cannot be read");
  }

  @Test
  void readsWhatEditorsMakeOfIt() {
    String file = signed(corrections.export(Language.TH));
    String windows = "\uFEFF" + file.replace("\n", "\r\n");
    String wrapped =
        file.replaceFirst("msgstr \"ได้รับแล้ว\"", "msgstr \"\"\n\"ได้รับ\"\n\"แล้ว\"");
    assertThat(wrapped).isNotEqualTo(file);
    for (String each : List.of(windows, wrapped)) {
      assertThat(corrections.read(each))
          .isInstanceOfSatisfying(
              Outcome.Accepted.class, accepted -> assertThat(accepted.texts()).isEmpty());
    }
  }

  @Test
  void showsTheReviewerTheEnglishTheUseAndTheGlossary() {
    String file = corrections.export(Language.FIL);
    assertThat(file)
        .contains("#. English: Received", "#. Read by somebody in danger", "#. A label: at most 30")
        .contains("收執碼 = code ng resibo")
        .contains("msgctxt \"" + EMPTY + "\"");
    assertThatThrownBy(() -> corrections.export(Language.ZH_TW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private String rewritten(String was, String is, String file) {
    assertThat(file).contains(was);
    return file.replace(was, is);
  }

  /// The file with one message no longer fuzzy.
  private String confirmed(String name) {
    String file = signed(corrections.export(Language.VI));
    String confirmed =
        file.replace("#, fuzzy\nmsgctxt \"" + name + "\"", "msgctxt \"" + name + "\"");
    assertThat(confirmed).isNotEqualTo(file);
    return confirmed;
  }

  private static String signed(String file) {
    return file.replace("Last-Translator: ", "Last-Translator: Nguyễn Thị An")
        .replace("PO-Revision-Date: ", "PO-Revision-Date: 2026-11-28");
  }

  private static java.util.Map.Entry<String, String> entry(String key, String value) {
    return java.util.Map.entry(key, value);
  }
}
