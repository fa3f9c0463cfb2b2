package tw.shouwang.api.cases.sites;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Margin;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.guidance.GatekeeperKind;
import tw.shouwang.api.pages.browser.Pages;
import tw.shouwang.api.qr.QrCode;
import tw.shouwang.foundation.CentreFingerprint;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.i18n.Language;

/// The page that a centre prints a site's poster from.
@MicronautTest(transactional = false)
class PosterPageIT implements EmbeddedTest {

  private static final String EDGE = "10mm";

  @Inject EmbeddedServer server;
  @Inject JsonMapper json;
  @Inject SiteCodes codes;
  @Inject Directory directory;

  @Test
  void hasTheCodeThatTheFormIsFilledInBy() throws Exception {
    String code = issue();
    HttpResponse<String> page = get("/posters/" + code.toLowerCase(Locale.ROOT) + "?lang=en");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store, no-transform");
    String link = server.getURI() + "/r#" + code + ".CLINIC.63000030";
    assertThat(page.body())
        .contains("aria-label=\"A4\"", "aria-label=\"A6\"", QrCode.of(link).path());
    for (Language language : Language.values()) {
      assertThat(page.body()).contains("<p lang=\"" + language.tag() + "\"><strong>");
    }
    assertThat(page.body()).contains(String.join("-", code.split("(?<=\\G.{4})")));
  }

  /// A poster hangs for years: no request decides where it leads.
  @Test
  void doesNotLeadWhereARequestSays() throws Exception {
    String code = issue();
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /posters/%s?lang=en HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .formatted(code)
                  .getBytes(StandardCharsets.US_ASCII));
      String page = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String link = server.getURI() + "/r#" + code + ".CLINIC.63000030";
      assertThat(page).contains(QrCode.of(link).path()).doesNotContain("evil.example");
    }
  }

  @Test
  void isNotThereForACodeThatIsNot() throws Exception {
    HttpResponse<String> page = get("/posters/0000000000000000");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("tel:110");
  }

  @Test
  void isReadableAndFitsThePaper() {
    String code = issue();
    try (Pages visitor = Pages.open(server.getURI(), "zh-TW", 320, true)) {
      visitor.to("/posters/" + code + "?lang=zh-TW").assertReadable("poster");
      assertThat(sheets(visitor)).isEqualTo(2);
      visitor.assertSound();
    }
  }

  /// It is printed for a release, which knows neither a code nor an address.
  @Test
  void isPrintedBlankOfCodesAndAddresses() throws Exception {
    assertThat(get("/posters/blank?lang=en").body())
        .contains("____-____-____-____", "________________/r")
        .doesNotContain(server.getURI().toString(), "/keys:");
    try (Pages visitor = Pages.open(server.getURI(), "fil", 390, true)) {
      visitor.to("/posters/blank?lang=fil").assertReadable("blank poster");
      assertThat(sheets(visitor)).isEqualTo(2);
      visitor.assertSound();
    }
  }

  /// How many sheets of A4 it prints.
  private static int sheets(Pages visitor) {
    Margin margin = new Margin().setTop(EDGE).setBottom(EDGE).setLeft(EDGE).setRight(EDGE);
    byte[] printed = visitor.page.pdf(new Page.PdfOptions().setFormat("A4").setMargin(margin));
    String text = new String(printed, StandardCharsets.ISO_8859_1);
    return text.split("/Type /Page\\b", -1).length - 1;
  }

  /// Finding 7: so that nobody takes it for a real one.
  @Test
  void saysThatItIsAnExercise() throws Exception {
    String drill = issue(TaiwanTime.today(InstantSource.system()));
    assertThat(get("/posters/" + drill).body())
        .contains("演練用：不會有人前往", "Exercise only", "Chỉ để diễn tập", "Hanya latihan", "Pagsasanay");
    assertThat(get("/posters/" + issue()).body()).doesNotContain("演練用");
  }

  /// Rule 17: what is printed, what the page shows and what clients seal for are one key.
  @Test
  void hasTheFingerprintOfTheKeyThatClientsSealFor() throws Exception {
    JsonNode anchors = json.readValue(get("/anchors.json").body(), JsonNode.class);
    Map<String, String> fingerprints =
        StreamSupport.stream(child(anchors, "centres").values().spliterator(), false)
            .collect(toMap(each -> child(each, "code").getStringValue(), PosterPageIT::printed));
    String poster = get("/posters/" + issue()).body();
    assertThat(poster).contains(server.getURI() + "/keys", fingerprints.get("tpe"));
    assertThat(poster).doesNotContain(fingerprints.get("ntpc"));
    for (Language language : Language.values()) {
      String page = get("/keys?lang=" + language.tag()).body();
      assertThat(page).contains(fingerprints.values());
    }
  }

  private static String printed(JsonNode anchor) {
    String key = child(anchor, "key").getStringValue();
    return CentreFingerprint.of(child(anchor, "code").getStringValue(), key).orElseThrow();
  }

  private static JsonNode child(@Nullable JsonNode node, String name) {
    return requireNonNull(requireNonNull(node).get(name));
  }

  private String issue() {
    return issue(null);
  }

  private String issue(@Nullable LocalDate exerciseUntil) {
    SiteCodeRow row =
        codes.issue(
            "tpe",
            GatekeeperKind.CLINIC,
            directory.area("63000030").orElseThrow(),
            "安心診所",
            "Anxin Clinic",
            exerciseUntil);
    codes.refresh();
    return row.code();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.getURI().resolve(path)).build(), BodyHandlers.ofString());
  }
}
