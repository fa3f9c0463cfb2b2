package tw.shouwang.api.cases.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.sender.CaseMessage;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.testing.AppClient;

/// Somebody who can write the database can delete words but cannot replace them, nor put another
/// person's words in their place: neither side sees changed content.
@MicronautTest(transactional = false)
class TamperingIT implements EmbeddedTest {

  @Inject AppClient app;
  @Inject CaseViews views;
  @Inject UnattendedDesk desk;
  @Inject OwnerConnections owner;

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A flipped byte.
        """
        update cases.entry
        set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1)
        where case_id = '%1$s'
        """,
        // A truncated body, and a lengthened one.
        """
        update cases.entry
        set sealed = case octet_length(sealed)
          when 4124 then substring(sealed for 1052)
          else sealed || substring(sealed || sealed || sealed for 3072) end
        where case_id = '%1$s'
        """,
        // The other direction.
        "update cases.entry set direction = 'FROM_STAFF' where case_id = '%1$s'",
        // Two entries of one case, exchanged.
        """
        update cases.entry as entry
        set sealed = other.sealed
        from cases.entry as other
        where entry.case_id = '%1$s'
          and other.case_id = '%1$s'
          and other.id <> entry.id
        """,
        // Another sender's words.
        """
        update cases.entry
        set sealed = (select sealed from cases.entry where case_id = '%2$s' limit 1)
        where case_id = '%1$s'
        """,
        // Another sender's words with everything that belongs to them except the case.
        """
        update cases.entry
        set case_id = '%1$s', position = position + 100
        where case_id = '%2$s'
        """,
        // Another binding.
        """
        update cases.case_file
        set binding = sha256(binding)
        where id = '%1$s'
        """
      })
  void showsNeitherSideWhatWasChanged(String change) throws Exception {
    Receipt receipt = submit("樓上一直有哭聲");
    Receipt other = submit("別人的話");
    UUID id = id(receipt);
    UUID otherId = id(other);
    run(change.formatted(id, otherId));

    assertThat(view(receipt)).doesNotContain("別人的話");
    assertThat(opened(id)).doesNotContain("別人的話");
    if (!change.contains("position + 100")) {
      assertThat(view(receipt)).doesNotContain("哭聲");
      assertThat(opened(id)).doesNotContain("哭聲");
    }
  }

  /// What staff are shown; empty if the case's key cannot be opened.
  private String opened(UUID id) {
    try {
      return desk.open(id).stream().map(each -> each.fields().toString()).toList().toString();
    } catch (TamperedException e) {
      return "";
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"receipt_wrap", "centre_wrap"})
  void opensNothingWithAnotherCasesKey(String table) throws Exception {
    Receipt receipt = submit("樓上一直有哭聲");
    Receipt other = submit("別人的話");
    UUID id = id(receipt);
    run(
        """
        update cases.%3$s
        set wrap = (select wrap from cases.%3$s where case_id = '%2$s')
        where case_id = '%1$s'
        """
            .formatted(id, id(other), table));
    if (table.equals("receipt_wrap")) {
      CaseHandle handle = views.find(receipt).orElseThrow();
      assertThat(views.messages(handle, 50, Optional.empty()))
          .extracting(CaseMessage::words)
          .containsOnlyNulls();
      assertThat(view(receipt)).doesNotContain("別人的話");
    } else {
      assertThatThrownBy(() -> desk.open(id)).isInstanceOf(TamperedException.class);
    }
  }

  private Receipt submit(String words) {
    Receipt receipt = Forms.receipt();
    Map<String, Object> form = Forms.concern(receipt, "ROUTINE");
    form.put("words", words);
    app.input("SubmitConcern", form);
    app.input("AddMessage", Forms.message(receipt, "m-1", words + "，還在"));
    return receipt;
  }

  private UUID id(Receipt receipt) {
    return views.find(receipt).orElseThrow().row().id();
  }

  private String view(Receipt receipt) {
    try {
      return app.send("CaseView", Map.of("receipt", receipt.text()), "zh-TW");
    } catch (HttpClientResponseException e) {
      return e.getResponse().getBody(String.class).orElseThrow();
    }
  }

  private void run(String change) throws Exception {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(change)).isPositive();
    }
  }
}
