package tw.shouwang.api.directory.editing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.document.EntryReader;
import tw.shouwang.api.directory.entries.Freshness;
import tw.shouwang.api.directory.snapshot.DirectorySettings;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.directory.storage.AgencyLinkRepository;
import tw.shouwang.api.directory.storage.DirectoryTables;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.OwnerSql;

/// An agency answers once about its own entry, and the entry changes only after an editor's
/// confirmation.
@MicronautTest(transactional = false)
class AgencyLinksIT implements EmbeddedTest {

  @Inject AppClient app;
  @Inject AgencyLinks links;
  @Inject DirectoryEditing editing;
  @Inject DirectoryTables tables;
  @Inject OwnerSql sql;
  @Inject JsonMapper json;
  @Inject AgencyLinkRepository rows;
  @Inject SnapshotStore store;
  @Inject DirectorySettings settings;
  @Inject KeyFiles keys;

  @Test
  void showsTheEntryAndTakesThatItIsStillRight() throws Exception {
    String key = "khh.social-affairs";
    String token = link(key);
    Answer shown = open(token);
    assertThat(shown.text("__typename")).isEqualTo("AgencyEntry");
    assertThat(shown.text("resource", "key")).isEqualTo(key);
    assertThat(shown.text("resource", "contacts", 0, "dial")).isEqualTo("07-336-8333");

    String before = stored(key);
    assertThat(answer(token, version(key), null).text("__typename")).isEqualTo("AgencyAnswerTaken");
    assertThat(stored(key)).isEqualTo(before);
    AgencyLinks.Answer kept = waiting(key);
    assertThat(kept.stillRight()).isTrue();
    assertThat(kept.askedBy()).isEqualTo("ann");

    assertThat(editing.confirmAnswer("ann", kept.id(), version(key), null))
        .isInstanceOfSatisfying(
            DirectoryEdit.ResourceChanged.class,
            changed ->
                assertThat(changed.resource().entry().freshnessAt(kept.answeredAt()))
                    .isEqualTo(Freshness.VERIFIED));
    assertThat(links.answers()).noneMatch(each -> each.key().equals(key));
    assertThat(editing.due()).noneMatch(due -> due.resource().key().equals(key));
    assertThat(editing.confirmAnswer("ann", kept.id(), version(key), null))
        .isEqualTo(new DirectoryEdit.Refused(DirectoryEdit.Reason.UNKNOWN_CHANGE, List.of()));
  }

  @Test
  void aCorrectionIsWrittenAsTheEditorWordsIt() throws Exception {
    String key = "nan.social-affairs";
    String token = link(key);
    String before = stored(key);
    assertThat(answer(token, version(key), "總機改為 049-222-2107").text("__typename"))
        .isEqualTo("AgencyAnswerTaken");
    assertThat(stored(key)).isEqualTo(before);
    AgencyLinks.Answer kept = waiting(key);
    assertThat(kept.correction()).isEqualTo("總機改為 049-222-2107");

    assertThat(editing.confirmAnswer("ann", kept.id(), version(key), null))
        .isInstanceOf(DirectoryEdit.Refused.class);
    assertThat(editing.confirmAnswer("ann", kept.id(), version(key), stored("kel.social-affairs")))
        .isInstanceOf(DirectoryEdit.Refused.class);
    assertThat(editing.confirmAnswer("ann", kept.id(), version(key) + 1, before))
        .isInstanceOf(DirectoryEdit.Refused.class);
    String corrected = before.replace("\"MEDIUM\"", "\"HIGH\"");
    assertThat(editing.confirmAnswer("ann", kept.id(), version(key), corrected))
        .isInstanceOf(DirectoryEdit.ResourceChanged.class);
    assertThat(stored(key)).contains("\"HIGH\"").contains("verifiedAt");
    assertThat(editing.revisions(key))
        .first()
        .satisfies(revision -> {
          assertThat(revision.editor()).isEqualTo("ann");
          assertThat(revision.action()).contains("answered by the agency");
        });
  }

  /// A7: an agency's answer does not replace the second person.
  @Test
  void aCorrectionOfANationwideHotlineWaitsForASecondPerson() throws Exception {
    String key = "tw.hotline.1966";
    String before = stored(key);
    answer(link(key), version(key), "號碼沒有變，時間改了");
    String corrected = before.replace("\"17:30\"", "\"18:00\"");
    assertThat(editing.confirmAnswer("ann", waiting(key).id(), version(key), corrected))
        .isInstanceOfSatisfying(
            DirectoryEdit.ResourceChangeProposed.class,
            proposed -> {
              assertThat(stored(key)).isEqualTo(before);
              assertThat(editing.confirm("ann", proposed.change().id()))
                  .isInstanceOf(DirectoryEdit.Refused.class);
              assertThat(editing.confirm("bob", proposed.change().id()))
                  .isInstanceOf(DirectoryEdit.ResourceChanged.class);
            });
    assertThat(stored(key)).contains("\"18:00\"");
  }

  @Test
  void aLinkThatWasAnsweredOrReplacedIsUsed() throws Exception {
    String key = "tyc.social-affairs";
    String token = link(key);
    answer(token, version(key), null);
    String before = stored(key);
    assertThat(answer(token, version(key), "另一個答案").text("code")).isEqualTo("USED");
    assertThat(open(token).text("code")).isEqualTo("USED");
    assertThat(waiting(key).correction()).isNull();
    assertThat(editing.dropAnswer("ann", waiting(key).id()))
        .isInstanceOf(DirectoryEdit.DirectoryChanged.class);
    assertThat(open(token).text("code")).isEqualTo("USED");

    String replaced = link(key);
    String newest = link(key);
    assertThat(open(replaced).text("code")).isEqualTo("USED");
    assertThat(open(newest).text("__typename")).isEqualTo("AgencyEntry");
    assertThat(stored(key)).isEqualTo(before);
  }

  @Test
  void anOldLinkSaysThatItRanOut() throws Exception {
    String key = "hsq.social-affairs";
    String token = link(key);
    AgencyLinks later = later();
    assertThat(later.open(token))
        .isEqualTo(new AgencyLinks.LinkOutcome.Refused(AgencyLinks.Problem.EXPIRED));
    assertThat(later.answer(token, version(key), null))
        .isEqualTo(new AgencyLinks.LinkOutcome.Refused(AgencyLinks.Problem.EXPIRED));
    assertThat(links.answers()).noneMatch(each -> each.key().equals(key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "💥", "AAAA", "../../etc", "'; drop table directory.agency_link"})
  void whatIsNoLinkIsSaidToBeNone(String token) {
    assertThat(open(token).text("code")).isEqualTo("INVALID");
    assertThat(answer(token, 1, null).text("code")).isEqualTo("INVALID");
  }

  @Test
  void aChangedLinkIsNone() throws Exception {
    String key = "hsc.social-affairs";
    String token = link(key);
    for (int at = 0; at < token.length(); at++) {
      char other = token.charAt(at) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, at) + other + token.substring(at + 1);
      assertThat(links.open(changed))
          .as("at %d", at)
          .isEqualTo(new AgencyLinks.LinkOutcome.Refused(AgencyLinks.Problem.INVALID));
    }
    assertThat(answer(token + "A", version(key), null).text("code")).isEqualTo("INVALID");
    assertThat(open(token).text("__typename")).isEqualTo("AgencyEntry");
  }

  @Test
  void anAnswerAboutAnOlderStateIsNotTaken() throws Exception {
    String key = "ila.social-affairs";
    String token = link(key);
    long seen = version(key);
    editing.verify("eve", key, seen);
    assertThat(answer(token, seen, null).text("code")).isEqualTo("ENTRY_CHANGED");
    assertThat(answer(token, version(key), null).text("__typename")).isEqualTo("AgencyAnswerTaken");
    String before = stored(key);
    editing.verify("eve", key, version(key));
    assertThat(editing.confirmAnswer("ann", waiting(key).id(), version(key), null))
        .isInstanceOfSatisfying(
            DirectoryEdit.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(DirectoryEdit.Reason.INVALID));
    assertThat(before).contains("ila.social-affairs");
  }

  /// Another node may have changed the entry a moment ago, which this node's snapshot does not
  /// show.
  @Test
  void anAnswerAboutWhatAnotherNodeChangedIsNotTaken() throws Exception {
    String key = "hua.social-affairs";
    String token = link(key);
    long seen = version(key);
    String row = " where key = '" + key + "'";
    sql.run("update directory.entry set version = version + 1" + row);
    try {
      assertThat(answer(token, seen, null).text("code")).isEqualTo("ENTRY_CHANGED");
    } finally {
      sql.run("update directory.entry set version = version - 1" + row);
    }
    assertThat(links.answers()).noneMatch(each -> each.key().equals(key));
    assertThat(answer(token, seen, null).text("__typename")).isEqualTo("AgencyAnswerTaken");
  }

  /// Two nodes share only the database.
  @Test
  void ofManyAnswersAtOnceOneIsTaken() throws Exception {
    String key = "ttt.social-affairs";
    String token = link(key);
    long seen = version(key);
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<AgencyLinks.LinkOutcome> one = () -> links.answer(token, seen, null);
      List<AgencyLinks.LinkOutcome> outcomes = new ArrayList<>();
      for (Future<AgencyLinks.LinkOutcome> each : many.invokeAll(Collections.nCopies(8, one))) {
        outcomes.add(each.get());
      }
      assertThat(outcomes)
          .containsOnlyOnce(new AgencyLinks.LinkOutcome.Taken())
          .filteredOn(new AgencyLinks.LinkOutcome.Refused(AgencyLinks.Problem.USED)::equals)
          .hasSize(7);
    }
  }

  @Test
  void aCorrectionSaysSomething() throws Exception {
    String key = "pen.social-affairs";
    String token = link(key);
    assertThat(answer(token, version(key), " ").text("code")).isEqualTo("EMPTY");
    assertThat(answer(token, version(key), "長".repeat(1_001)).text("code")).isEqualTo("TOO_LONG");
    assertThat(answer(token, version(key), "a\u0000").text("code")).isEqualTo("INVALID_TEXT");
    assertThat(open(token).text("__typename")).isEqualTo("AgencyEntry");
  }

  @Test
  void refusalsAreInTheReadersLanguage() {
    for (String language : List.of("zh-TW", "en", "vi", "id", "th", "fil")) {
      String body = app.send("AgencyEntry", Map.of("token", "x"), language);
      assertThat(body).as(language).contains("INVALID");
    }
    assertThat(app.send("AgencyEntry", Map.of("token", "x"), "vi")).contains("Liên kết");
  }

  /// A compromised public process cannot read answers.
  @Test
  void aPublicProcessCannotReadAnswers() throws Exception {
    String grants =
        sql.ask(
            "select string_agg(column_name, ' ' order by column_name) from"
                + " information_schema.column_privileges where table_schema = 'directory' and"
                + " table_name = 'agency_link' and grantee = 'shouwang_public' and privilege_type ="
                + " 'SELECT'");
    assertThat(grants).isEqualTo("answered_at entry_id expires_at id");
  }

  @Test
  void listsWhatIsDueWithWhomToAsk() {
    List<DirectoryEditing.DueResource> due = editing.due();
    assertThat(due)
        .anySatisfy(each -> {
          assertThat(each.resource().key()).isEqualTo("khh.hotline.1999");
          assertThat(each.lastKnownOn()).hasToString("2018-04-17");
          assertThat(each.dueOn()).hasToString("2018-07-17");
          assertThat(each.askAt()).isEqualTo("1999");
        })
        .anySatisfy(each -> {
          assertThat(each.resource().key()).isEqualTo("kel.cmhc");
          assertThat(each.dueOn()).hasToString("2024-04-01");
          assertThat(each.askAt()).isEqualTo("1999");
        });
    assertThat(due).extracting(DirectoryEditing.DueResource::dueOn).isSorted();
  }

  private AgencyLinks later() {
    Instant then = Instant.now().plus(settings.agencyLinksValid()).plusSeconds(1);
    return new AgencyLinks(rows, store, settings, () -> then, keys);
  }

  private String link(String key) {
    return links.make("ann", key).orElseThrow().token();
  }

  private Answer open(String token) {
    return app.ask("AgencyEntry", Map.of("token", token)).at("data", "agencyEntry");
  }

  private Answer answer(String token, long version, @Nullable String correction) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("token", token);
    variables.put("version", version);
    variables.put("correction", correction);
    return app.ask("AnswerAgencyLink", variables).at("data", "answerAgencyLink");
  }

  private AgencyLinks.Answer waiting(String key) {
    return links.answers().stream()
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private long version(String key) {
    return editing.version(key).orElseThrow();
  }

  private String stored(String key) {
    try {
      EntryDocument entry = tables.find(EntryReader.id(key)).orElseThrow().document();
      return new String(json.writeValueAsBytes(entry.at(null, null)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
