package tw.shouwang.api.cases.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.sealing.CentreKeyFiles;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.graphql.testing.NodeClients;

/// The module that apps and pages seal with, against the service: what it seals is stored, opened
/// at the centre and answered, and is the same form as in clear.
@MicronautTest(transactional = false)
class EnvelopeModuleIT implements EmbeddedTest {

  private static final Path MODULE = Path.of("src/main/resources/envelope/envelope.js");

  @Inject AppClient app;
  @Inject CaseViews views;
  @Inject UnattendedDesk desk;
  @Inject CentreKeyFiles keys;
  @Inject JsonMapper json;

  @Test
  void sealsWhatTheServiceTakesAndOpensWhatItAnswers() throws Exception {
    Map<String, Object> sealed = forms();
    Map<String, Object> concern = part(sealed, "concern");
    Answer received = app.input("SubmitSealed", part(concern, "sealed")).root();
    assertThat(received.text("__typename")).isEqualTo("SealedCaseReceived");
    UUID id = views.find(receipt(concern)).orElseThrow().row().id();
    assertThat(desk.open(id)).hasSize(1);
    assertThat(desk.reply(id, "我們今天會去看看")).isTrue();

    Answer stored = app.ask("SealedCase", Map.of("lookup", text(concern, "lookup"))).root();
    Map<String, Object> read = read(concern, stored);
    assertThat(read.get("words")).isEqualTo(List.of("樓上一直有哭聲\n第二行", "我們今天會去看看"));
    assertThat(read.get("moved")).isEqualTo(List.of(false, false));
    Map<String, Object> message = new HashMap<>();
    message.put("lookup", text(concern, "lookup"));
    message.put("hand", text(concern, "hand"));
    message.put("entry", part(read, "message"));
    message.put("urgency", "URGENT");
    Answer added = app.input("AddSealedMessage", message).root();
    assertThat(read(concern, added.at("case")).get("words"))
        .isEqualTo(List.of("樓上一直有哭聲\n第二行", "我們今天會去看看", "謝謝，門口有燈了"));
    assertThat(desk.open(id)).hasSize(3);
    assertThat(app.input("AddSealedMessage", message).root().at("case", "entries").size())
        .isEqualTo(3);
  }

  /// Scenario 6: the form in clear is the same one, to the last field. Under another form the
  /// receipt would be refused.
  @Test
  void sealsTheSameFormAsInClear() throws Exception {
    Map<String, Object> sealed = forms();
    for (Map.Entry<String, String> form :
        Map.of("concern", "SubmitConcern", "help", "RequestHelp").entrySet()) {
      Map<String, Object> made = part(sealed, form.getKey());
      assertThat(app.input("SubmitSealed", part(made, "sealed")).root().text("__typename"))
          .isEqualTo("SealedCaseReceived");
      Map<String, Object> plain = part(made, "plain");
      assertThat(app.input(form.getValue(), plain).root().text("__typename"))
          .as(form.getKey())
          .isEqualTo("CaseReceived");
      Map<String, Object> other = new HashMap<>(plain);
      other.put("indicators", List.of());
      assertThat(app.input(form.getValue(), other).root().text("code"))
          .isEqualTo("RECEIPT_ALREADY_USED");
    }
  }

  private Map<String, Object> forms() throws IOException {
    Map<String, Object> given = new HashMap<>();
    given.put("keysets", app.ask("CentreKeysets", Map.of()).root().json());
    String key = Base64.getUrlEncoder().withoutPadding().encodeToString(keys.verification("tpe"));
    given.put("anchor", Map.of("code", "tpe", "keys", List.of(key)));
    return node("forms", given);
  }

  private Map<String, Object> read(Map<String, Object> made, Answer stored) throws IOException {
    return node("read", Map.of("receipt", text(made, "receipt"), "case", stored.json()));
  }

  private Map<String, Object> node(String what, Map<String, Object> given) throws IOException {
    Path folder = NodeClients.folder();
    Files.write(folder.resolve("app-in.json"), json.writeValueAsBytes(given));
    NodeClients.run(
        "sealed.mjs", what, MODULE.toAbsolutePath().toString(), "app-in.json", "app-out.json");
    return json.readValue(
        Files.readAllBytes(folder.resolve("app-out.json")),
        Argument.mapOf(String.class, Object.class));
  }

  private static Receipt receipt(Map<String, Object> made) {
    return Receipt.parse(text(made, "receipt")).orElseThrow();
  }

  private static String text(Map<String, Object> made, String name) {
    return (String) Objects.requireNonNull(made.get(name));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> part(Map<String, Object> whole, String name) {
    return (Map<String, Object>) Objects.requireNonNull(whole.get(name));
  }
}
