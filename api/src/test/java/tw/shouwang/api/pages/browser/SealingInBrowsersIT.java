package tw.shouwang.api.pages.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.pages.assets.Assets;

/// The module that seals, as it is served, under the pages' own policy.
@MicronautTest(transactional = false)
class SealingInBrowsersIT implements EmbeddedTest {

  private static final Path VECTORS = Path.of("src/test/resources/envelope/vectors.json");

  /// Opens the case of the vectors and makes its wrap; for a browser without curves, they are taken
  /// away first. Returns the wrap, and the words of the form and of the last message.
  private static final String RUN =
      """
      async ({ address, vectors, native }) => {
        if (!native) {
          for (const [name, at] of [["generateKey", 0], ["importKey", 2]]) {
            const own = crypto.subtle[name].bind(crypto.subtle);
            crypto.subtle[name] = async (...given) => {
              if (/25519/.test(given[at].name ?? given[at])) throw new DOMException("", "NotSupportedError");
              return own(...given);
            };
          }
        }
        const e = await import(address);
        const { receipt, case: stored, entries, keyset } = JSON.parse(vectors);
        const bytes = (hex) => Uint8Array.from(hex.match(/../g), (each) => parseInt(each, 16));
        const text = (hex) =>
          btoa(String.fromCharCode(...bytes(hex))).replace(/[+]/g, "-").replace(/[/]/g, "_").replace(/=/g, "");
        const bound = { binding: text(stored.binding), commitment: text(stored.commitment) };
        const key = { ...keyset, publicKey: text(keyset.publicKey), signature: text(keyset.signature) };
        const anchor = { code: key.centre, keys: [text(keyset.signingKey)] };
        const usable = await e.usableKeyset([key], anchor, new Date("2026-11-25T00:00:00Z"));
        const wrap = await e.wrapForCentre(usable, bound, bytes(stored.dataKey), bytes(stored.ephemeralPrivateKey));
        const opened = await e.openCase(bytes(receipt.bytes), {
          ...bound,
          receiptWrap: text(stored.inner),
          entries: entries.map(({ id, position, direction, sealed }) => ({ id, position, fromStaff: direction === 2, bytes: text(sealed) })),
        });
        return [
          String(wrap === text(stored.centreWrap)),
          ...opened.entries.map(({ content, moved }) => content.get("words") + moved),
        ];
      }
      """;

  @Inject EmbeddedServer server;
  @Inject Assets assets;

  /// Scenario 32: the curves of a library are loaded where the browser has none, and only there.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void holdTheVectors(boolean curves) throws Exception {
    try (Pages visitor = Pages.open(server.getURI(), "zh-TW", 390, true)) {
      visitor.to("/report/plain?lang=zh-TW");
      Object said =
          visitor.page.evaluate(
              RUN,
              Map.of(
                  "address",
                  assets.url("envelope.js"),
                  "vectors",
                  Files.readString(VECTORS),
                  "native",
                  curves));
      assertThat(said)
          .isEqualTo(
              List.of(
                  "true",
                  "三樓的阿嬤好幾天沒有出門了 😭false",
                  "我們今天會去看看。false",
                  "謝謝，她開門了。false",
                  "他現在拿著刀false"));
      assertThat(visitor.asked().stream().anyMatch(each -> each.endsWith("/curves.js")))
          .isEqualTo(!curves);
      visitor.assertSound();
    }
  }
}
