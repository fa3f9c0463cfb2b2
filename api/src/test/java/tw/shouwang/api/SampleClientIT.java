package tw.shouwang.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.SampleApp;
import tw.shouwang.graphql.testing.NodeClients;
import tw.shouwang.notifications.testing.FcmStandIn;

/// C6: the sample client that `APP.md` names is compiled and run against a service as in `prod`,
/// which knows the sample's documents from its manifest.
@MicronautTest(transactional = false)
class SampleClientIT implements EmbeddedTest {

  private static final Path SAMPLE = Path.of("src", "test", "clients", "sample");
  private static final List<String> LANGUAGES = List.of("zh-TW", "en", "vi", "id", "th", "fil");

  @Inject EmbeddedServer server;
  @Inject FcmStandIn google;

  @Override
  public Map<String, String> moreProperties() {
    return Map.of("shouwang.graphql.documents.folder", SAMPLE.resolve("src/gql").toString());
  }

  @BeforeAll
  void compile() throws Exception {
    SampleApp.build(server.getURI());
  }

  @Test
  void doesInOneRunWhatAnAppDoesInItsLife() {
    List<String> lines = run();

    for (int i = 0; i < LANGUAGES.size(); i++) {
      assertThat(lines.get(i))
          .startsWith(LANGUAGES.get(i) + ": ")
          .doesNotContain("undefined", "null");
    }
    assertThat(lines.subList(0, LANGUAGES.size())).doesNotHaveDuplicates();
    List<String> offline = lines.subList(LANGUAGES.size(), 2 * LANGUAGES.size() + 2);
    assertThat(offline).startsWith("a copy: new, then same", "offline: no network");
    assertThat(offline)
        .doesNotHaveDuplicates()
        .filteredOn(line -> line.startsWith("offline, "))
        .allMatch(line -> line.contains("113"));
    assertThat(lines.subList(2 * LANGUAGES.size() + 2, lines.size()))
        .containsExactly(
            "received: Received, Taipei City intake",
            "a retry: CaseReceived",
            "read: RECEIVED, 1 message",
            "news: RECEIVED",
            "push: PushEnabled",
            "pushed: {\"shouwang\":\"news\"}",
            "a mistyped receipt: INVALID_RECEIPT",
            "erased: CaseErased, nothing to read any more",
            "sealed: RECEIVED",
            "sealed, a retry: RECEIVED",
            "sealed, with a wrong date: NOT_SEALED",
            "sealed, a message: ADDED",
            "sealed, read: The child on the third floor cries every night and has bruises. |"
                + " They have moved to her aunt.",
            "sealed, erased: true, nothing to read any more");
  }

  /// C3: an app's copy takes changes in, and answers from them without a network.
  @Test
  void keepsACopyWithWhatHasChanged() {
    String script =
        """
        import { OfflineCopy } from './sample/dist/copy.js';
        import { merge } from './sample/dist/evaluator.js';
        let text = null;
        const shelf = { read: async () => text, write: async (next) => { text = next; } };
        const copy = new OfflineCopy('%s', shelf);
        await copy.refresh();
        const whole = JSON.parse(text);
        const one = whole.entries.find(({ key }) => key === 'tw.hotline.1925');
        const later = merge(whole, {
          version: 'next', since: whole.version, common: whole.common,
          entries: [{ ...one, name: { 'zh-TW': '新名' } }, { ...one, key: 'tw.hotline.new' }],
          removed: [{ id: 'x', key: 'tw.hotline.113', revision: 9 }],
        });
        await shelf.write(JSON.stringify(later));
        const gone = new OfflineCopy('http://127.0.0.1:9', shelf);
        console.log(await gone.refresh());
        const directory = await gone.directory();
        console.log(directory.keys.length - whole.entries.length);
        console.log(directory.card('tw.hotline.1925', Date.now(), 'th').split('\\n')[0]);
        console.log(directory.card('tw.hotline.113', Date.now()));
        console.log(directory.name('topics', 'ECONOMIC', 'en'));
        console.log(await copy.refresh());
        console.log((await copy.directory()).card('tw.hotline.113', Date.now(), 'en').split('\\n')[0]);
        """
            .formatted("http://127.0.0.1:" + server.getPort());
    assertThat(NodeClients.run("--input-type=module", "-e", script))
        .containsExactly(
            "no network", "0", "新名", "null", "Money and hardship", "new", "113 Protection Hotline");
  }

  /// What a service under load asks for; `LoadIT` checks that it takes such solutions.
  @Test
  void solvesAChallenge() throws Exception {
    String script =
        "import { solve } from './sample/dist/work.js'; console.log(await solve('a.b', 12));";
    String solution = NodeClients.run("--input-type=module", "-e", script).getFirst();

    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(("a.b:" + solution).getBytes(StandardCharsets.UTF_8));
    assertThat(hash[0]).isZero();
    assertThat(hash[1] & 0xf0).isZero();
  }

  @Test
  void asksAgainWhenAProxyAnswersForTheService() {
    String script =
        """
        import { createServer } from 'node:http';
        import { Client } from './sample/dist/client.js';
        import { WhoAnswersNow } from './sample/dist/documents.js';
        let asked = 0;
        const proxy = createServer((request, response) => {
          request.resume();
          response.statusCode = asked++ === 0 ? 502 : 200;
          response.end(asked === 1 ? '<html>Bad Gateway</html>' : '{"data":{"resources":null}}');
        }).listen(0, '127.0.0.1', async () => {
          const client = new Client(`http://127.0.0.1:${proxy.address().port}`, 'en');
          const { resources } = await client.ask(WhoAnswersNow, { area: '63000' });
          console.log(`${resources} after ${asked}`);
          process.exit();
        });
        """;
    assertThat(NodeClients.run("--input-type=module", "-e", script))
        .containsExactly("null after 2");
  }

  private List<String> run() {
    return NodeClients.run(
        "sample/dist/main.js",
        "http://127.0.0.1:" + server.getPort(),
        "ids",
        google.uri().toString());
  }
}
