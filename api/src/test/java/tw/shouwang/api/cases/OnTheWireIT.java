package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.SealingClient;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.RecordingProxy;
import tw.shouwang.api.testing.SampleApp;
import tw.shouwang.graphql.testing.NodeClients;

/// Rule 43: of what the sample app seals, nothing passes to the service, in no direction and no
/// encoding. Three controls that must be found show that the search would find it.
@MicronautTest(transactional = false)
class OnTheWireIT implements EmbeddedTest {

  private static final String SITE = "7K3M9QWX2RTV4HJB";

  /// Whatever is sealed or random: its length is all that may be compared.
  private static final Pattern OPAQUE = Pattern.compile("[A-Za-z0-9_-]{22,}");

  @Inject EmbeddedServer server;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, String> words =
      new TreeMap<>(
          Map.of(
              "words", "金絲雀 " + marker(),
              "place", "三樓 " + marker(),
              "person", "阿嬤 " + marker(),
              "message", "補充 " + marker()));

  @BeforeAll
  void build() throws Exception {
    SampleApp.build(server.getURI());
  }

  private String marker() {
    byte[] bytes = new byte[12];
    random.nextBytes(bytes);
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }

  private static final String IMPORTS =
      """
      import { Client } from './sample/dist/client.js';
      import { SealedReport, SealedConversation } from './sample/dist/sealed.js';
      import { receiptOf, receiptText } from './sample/dist/envelope.js';
      const client = new Client('%s', '*', true, true);
      """;

  /// Reports, and prints the receipt. Returns the proxy's record of what is sealed, kind and
  /// language among it.
  private String report(RecordingProxy wire, String kind, String language, String receipt) {
    String script =
        (IMPORTS
                + """
                const report = new SealedReport(client%s);
                const form = {
                  topic: 'OTHER', urgency: 'ROUTINE', area: '63000030', words: '%s', place: '%s', person: '%s',
                  gatekeeperKind: '%s', siteCode: '%s',
                };
                const sent = await report.send(form, '%s', await SealedReport.keysets(client));
                console.log(sent.is);
                console.log(receiptText(report.receipt));
                """)
            .formatted(
                wire.address(),
                receipt,
                words.get("words"),
                words.get("place"),
                words.get("person"),
                kind,
                SITE,
                language);
    List<String> said = run(script);
    assertThat(said.getFirst()).isEqualTo("RECEIVED");
    return said.getLast();
  }

  private static List<String> run(String script) {
    return NodeClients.run("--input-type=module", "-e", script);
  }

  private Canaries canaries(Receipt receipt) {
    Canaries canaries = new Canaries();
    words.forEach(canaries::mark);
    canaries.mark("kind", "POSTNATAL_HELPER").mark("site", SITE);
    canaries.mark("receipt", receipt.text());
    canaries.mark("receipt without dashes", receipt.text().replace("-", ""));
    return canaries.mark("receipt as bytes", SealingClient.secretOf(receipt));
  }

  @Test
  void showsNothingOfWhatIsSealed() throws Exception {
    try (RecordingProxy wire = new RecordingProxy(server.getPort())) {
      Receipt receipt = Receipt.parse(report(wire, "POSTNATAL_HELPER", "vi", "")).orElseThrow();
      assertThat(canaries(receipt).in(wire.recorded())).isEmpty();
      assertThat(new Canaries().mark("hand", SealingClient.handOf(receipt)).in(wire.recorded()))
          .as("before the first change")
          .isEmpty();
      String script =
          (IMPORTS
                  + """
                  const conversation = new SealedConversation(client, receiptOf('%s'));
                  const { opened } = await conversation.read();
                  console.log(await conversation.write(opened, 'm-1', '%s'));
                  console.log((await conversation.read()).opened.entries.length);
                  """)
              .formatted(wire.address(), receipt.text(), words.get("message"));
      assertThat(run(script)).containsExactly("ADDED", "2");
      assertThat(canaries(receipt).in(wire.recorded())).isEmpty();
      assertThat(new Canaries().mark("hand", SealingClient.handOf(receipt)).in(wire.recorded()))
          .as("a control: what changes the case is sent with a change")
          .isNotEmpty();
    }
  }

  /// Scenarios 28 and 29: no request differs between two kinds or two languages but in what is
  /// sealed, and its length does not differ either.
  @Test
  void sendsTheSameWhateverTheKindAndLanguage() throws Exception {
    Function<List<String>, String> recorded =
        given -> {
          try (RecordingProxy wire = new RecordingProxy(server.getPort())) {
            report(wire, given.getFirst(), given.getLast(), "");
            return OPAQUE
                .matcher(wire.sent().replace(wire.address().substring(7), "service"))
                .replaceAll(sealed -> "<" + sealed.group().length() + ">");
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        };
    String first = recorded.apply(List.of("PHARMACY", "zh-TW"));
    assertThat(recorded.apply(List.of("CLINIC", "vi"))).isEqualTo(first);
    assertThat(first)
        .contains("submitSealed", "centreKeysets", "<5499>")
        .containsIgnoringCase("accept-language: *\r\n");
  }

  /// The first control: the plain way.
  @Test
  void findsAllOfItInThePlainWay() throws Exception {
    try (RecordingProxy wire = new RecordingProxy(server.getPort())) {
      Receipt receipt = Forms.receipt();
      String script =
          """
          import { Client } from './sample/dist/client.js';
          import { report } from './sample/dist/report.js';
          const form = {
            receipt: '%s', topic: 'OTHER', urgency: 'ROUTINE', area: '63000030', words: '%s', place: '%s', person: '%s',
            gatekeeperKind: 'POSTNATAL_HELPER', siteCode: '%s',
          };
          console.log((await report(new Client('%s', 'vi', true), form, () => {})).__typename);
          """
              .formatted(
                  receipt.text(),
                  words.get("words"),
                  words.get("place"),
                  words.get("person"),
                  SITE,
                  wire.address());
      assertThat(run(script)).containsExactly("CaseReceived");
      assertThat(canaries(receipt).in(wire.recorded()))
          .contains(
              "words as UTF-8",
              "place as UTF-8",
              "person as UTF-8",
              "kind as UTF-8",
              "site as UTF-8",
              "receipt as UTF-8");
    }
  }

  /// The second control: a build that takes the receipt from the service.
  @Test
  void findsAReceiptThatTheServiceHasMade() throws Exception {
    try (RecordingProxy wire = new RecordingProxy(server.getPort())) {
      String asked =
          """
          , await (async () => {
            const response = await fetch('%s/graphql', {
              method: 'POST',
              headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
              body: JSON.stringify({ query: '{ newReceipt }' }),
            });
            return receiptOf((await response.json()).data.newReceipt);
          })()\
          """
              .formatted(wire.address());
      Receipt receipt = Receipt.parse(report(wire, "POSTNATAL_HELPER", "vi", asked)).orElseThrow();
      assertThat(canaries(receipt).in(wire.recorded()))
          .contains("receipt as UTF-8")
          .allMatch(found -> found.startsWith("receipt "));
    }
  }

  /// The third control: a build that asks what a poster's code is.
  @Test
  void findsAPostersCodeThatIsAskedFor() throws Exception {
    try (RecordingProxy wire = new RecordingProxy(server.getPort())) {
      String asked =
          """
          , await (async () => {
            await fetch('%s/graphql', {
              method: 'POST',
              headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
              body: JSON.stringify({ query: 'query ($c: String!) { site(code: $c) { name } }', variables: { c: '%s' } }),
            });
          })()\
          """
              .formatted(wire.address(), SITE);
      Receipt receipt = Receipt.parse(report(wire, "POSTNATAL_HELPER", "vi", asked)).orElseThrow();
      assertThat(canaries(receipt).in(wire.recorded()))
          .contains("site as UTF-8")
          .allMatch(found -> found.startsWith("site "));
    }
  }
}
