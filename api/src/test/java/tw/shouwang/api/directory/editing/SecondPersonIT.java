package tw.shouwang.api.directory.editing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.storage.DirectoryTables;
import tw.shouwang.i18n.Language;

/// A7: no single person can publish a wrong number for the whole country.
@MicronautTest(transactional = false)
class SecondPersonIT implements EmbeddedTest {

  @Inject DirectoryEditing editing;
  @Inject DirectoryTransfer transfer;
  @Inject DirectoryTables tables;
  @Inject Directory directory;
  @Inject JsonMapper json;

  /// A7: a proposal is not visible before its confirmation.
  @ParameterizedTest
  @ValueSource(strings = {"tw.emergency.119", "tw.hotline.1980"})
  void keepsTheOldEntryUntilAnotherPersonConfirms(String key) throws Exception {
    String before = json(stored(key));
    String changed = lessSure(before);
    DirectoryEdit.Proposal proposal = proposed(editing.save("ann", version(key), changed));
    assertThat(proposal.key()).isEqualTo(key);
    assertThat(json(stored(key))).isEqualTo(before).isNotEqualTo(changed);
    assertThat(waiting()).contains(proposal.id());

    assertThat(editing.confirm("ann", proposal.id()))
        .isEqualTo(new DirectoryEdit.Refused(DirectoryEdit.Reason.SECOND_PERSON, List.of()));
    assertThat(editing.confirm("bob", proposal.id()))
        .isInstanceOf(DirectoryEdit.ResourceChanged.class);
    assertThat(json(stored(key))).isNotEqualTo(before).contains("\"confidence\":\"LOW\"");
    assertThat(waiting()).doesNotContain(proposal.id());
    assertThat(editing.revisions(key))
        .first()
        .satisfies(revision -> {
          assertThat(revision.editor()).isEqualTo("bob");
          assertThat(revision.action()).isEqualTo("save proposed by ann");
        });
    assertThat(editing.confirm("bob", proposal.id()))
        .isEqualTo(new DirectoryEdit.Refused(DirectoryEdit.Reason.UNKNOWN_CHANGE, List.of()));
  }

  /// A7: a confirmation is for exactly the proposal that was read, on an unchanged entry.
  @Test
  void confirmsOnlyWhatWasReadAndWhatItWasProposedOn() throws Exception {
    String key = "tw.hotline.1995";
    DirectoryEdit.Proposal read = proposed(editing.retire("ann", key, version(key), null));
    DirectoryEdit.Proposal later =
        proposed(editing.retire("ann", key, version(key), "tw.hotline.1925"));
    assertThat(editing.confirm("bob", read.id()))
        .isEqualTo(new DirectoryEdit.Refused(DirectoryEdit.Reason.UNKNOWN_CHANGE, List.of()));
    editing.verify("eve", key, version(key));
    assertThat(editing.confirm("bob", later.id())).isInstanceOf(DirectoryEdit.Refused.class);
    assertThat(directory.resource(key)).isPresent();

    DirectoryEdit.Proposal withdrawn = proposed(editing.retire("ann", key, version(key), null));
    assertThat(editing.withdraw("ann", withdrawn.id()))
        .isInstanceOf(DirectoryEdit.DirectoryChanged.class);
    assertThat(waiting()).doesNotContain(withdrawn.id());
    assertThat(editing.confirm("bob", "no id"))
        .isEqualTo(new DirectoryEdit.Refused(DirectoryEdit.Reason.UNKNOWN_CHANGE, List.of()));
  }

  /// A7: no way of changing or creating such an entry avoids the second person.
  @Test
  void holdsForEveryWayOfChangingOrMakingSuchAnEntry() throws Exception {
    String key = "tw.hotline.1953";
    String entry = json(stored(key));
    assertThat(
            List.of(
                editing.retire("ann", key, version(key), null),
                editing.retire("ann", key, version(key), "tw.hotline.1925"),
                editing.reopen("ann", key, version(key)),
                editing.save("ann", version(key), entry.replace("\"HOTLINE\"", "\"CENTRE\"")),
                editing.save("ann", null, entry.replace(key, "tw.hotline.0000"))))
        .allSatisfy(
            edit -> assertThat(edit).isInstanceOf(DirectoryEdit.ResourceChangeProposed.class));
    byte[] file = ("[" + lessSure(entry) + "]").getBytes(StandardCharsets.UTF_8);
    assertThat(transfer.importJson("operator", file, false).proposed()).containsExactly(key);
    assertThat(stored(key).version()).isEqualTo(1);
    assertThat(directory.resource("tw.hotline.0000")).isEmpty();
  }

  /// A7: an emergency number or nationwide hotline cannot be closed.
  @ParameterizedTest
  @ValueSource(strings = {"tw.emergency.110", "tw.hotline.113"})
  void isNeverClosed(String key) throws Exception {
    assertThat(editing.close("ann", key, version(key), null, null, Map.of()))
        .isInstanceOf(DirectoryEdit.Refused.class);
    String closed = json(stored(key)).replace("\"ACTIVE\"", "\"TEMPORARILY_CLOSED\"");
    assertThat(editing.save("ann", version(key), closed)).isInstanceOf(DirectoryEdit.Refused.class);
  }

  /// A7: removing a disconnected number needs no second person.
  @Test
  void onePersonHidesADeadNumberAtOnce() throws Exception {
    String key = "tw.hotline.1966";
    assertThat(editing.hideNumber("ann", key, version(key), "１９６６"))
        .isInstanceOf(DirectoryEdit.ResourceChanged.class);
    assertThat(json(stored(key))).doesNotContain("\"dial\":\"1966\"");
    assertThat(editing.hideNumber("ann", key, version(key), "1966"))
        .isInstanceOf(DirectoryEdit.Refused.class);
    String emergency = "tw.emergency.119";
    assertThat(editing.hideNumber("ann", emergency, version(emergency), "0911511902"))
        .isInstanceOf(DirectoryEdit.ResourceChanged.class);
    assertThat(editing.hideNumber("ann", emergency, version(emergency), "119"))
        .isInstanceOf(DirectoryEdit.Refused.class);
  }

  /// A7: the page must not show one number and call another.
  @ParameterizedTest
  @CsvSource({
    "tel:+886223511711,tel:110",
    "tel:+886223511711,javascript:alert(1)",
    "tel:+886223511711,tel:+886223511799",
    "+886223511711,+886223511799"
  })
  void refusesALinkThatCallsAnotherNumber(String right, String wrong) throws Exception {
    String key = "tpe.district-office.63000030";
    String entry = json(stored(key));
    assertThat(entry).contains("\"" + right + "\"");
    assertThat(
            editing.save(
                "ann", version(key), entry.replace("\"" + right + "\"", "\"" + wrong + "\"")))
        .isInstanceOf(DirectoryEdit.Refused.class);
  }

  /// A7: links are derived from the written number.
  @Test
  void derivesTheLinksFromTheNumberAsItIsWritten() throws Exception {
    String key = "tpe.district-office.63000040";
    String entry =
        json(stored(key))
            .replaceAll(",?\"(telUri|e164)\":\"[^\"]*\"", "")
            .replace("\"dial\":\"02-", "\"dial\":\"tel:（02）");
    assertThat(entry).contains("（02）").doesNotContain("e164");
    assertThat(editing.save("ann", version(key), sourced(entry)))
        .isInstanceOf(DirectoryEdit.ResourceChanged.class);
    assertThat(json(stored(key)))
        .contains("\"telUri\":\"tel:+8862", "\"e164\":\"+8862", "\"dial\":\"02-");
  }

  /// A7: invisible characters could make one number look like another.
  @ParameterizedTest
  @ValueSource(strings = {"\u202E", "\u2066", "\u200F", "\u061C", "\uFFFD", "\u0007"})
  void refusesCharactersThatNobodySees(String character) throws Exception {
    String key = "tpe.district-office.63000030";
    EntryDocument entry = stored(key);
    String name = Objects.requireNonNull(entry.name().get("zh-TW"));
    String escaped = "\\u%04x".formatted((int) character.charAt(0));
    assertThat(editing.save("ann", version(key), json(entry).replace(name, name + escaped)))
        .isInstanceOfSatisfying(
            DirectoryEdit.Refused.class,
            refused ->
                assertThat(refused.told(Language.EN))
                    .anyMatch(problem -> problem.endsWith(": Has a character that nobody sees")));
  }

  private static String lessSure(String entry) {
    return entry.replaceAll("\"confidence\":\"(HIGH|MEDIUM)\"", "\"confidence\":\"LOW\"");
  }

  private List<String> waiting() {
    return editing.proposals().stream().map(DirectoryEdit.Proposal::id).toList();
  }

  private static String sourced(String entry) {
    return entry.contains("\"sources\":[\"seed-001\"],\"hoursFrom\":")
        ? entry
        : entry.replace("\"hoursFrom\":", "\"sources\":[\"seed-001\"],\"hoursFrom\":");
  }

  private static DirectoryEdit.Proposal proposed(DirectoryEdit edit) {
    assertThat(edit).isInstanceOf(DirectoryEdit.ResourceChangeProposed.class);
    return ((DirectoryEdit.ResourceChangeProposed) edit).change();
  }

  private long version(String key) {
    return directory.resource(key).orElseThrow().entry().version();
  }

  private EntryDocument stored(String key) {
    return tables.find(directory.resource(key).orElseThrow().entry().id()).orElseThrow().document();
  }

  private String json(EntryDocument entry) throws IOException {
    return json.writeValueAsString(entry);
  }
}
