package tw.shouwang.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.testing.OperatorClient;

/// The formats for apps, content networks, search engines and people with a link.
@MicronautTest(transactional = false)
class DirectoryFeedsIT implements EmbeddedTest {

  private final HttpClient http = HttpClient.newHttpClient();

  @Inject EmbeddedServer server;
  @Inject JsonMapper json;
  @Inject OperatorClient operators;

  @Test
  void theBundleIsWholeTaggedAndPacked() throws Exception {
    HttpResponse<byte[]> plain = get("/directory/bundle", Map.of());
    String tag = plain.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).startsWith("\"").endsWith("\"");
    DirectoryDocument bundle =
        Objects.requireNonNull(json.readValue(plain.body(), DirectoryDocument.class));
    assertThat(bundle.entries()).hasSize(330);
    assertThat(bundle.attribution()).isEqualTo("資料來源：行政院人事行政總處");
    assertThat(new String(plain.body(), StandardCharsets.UTF_8))
        .doesNotContain("editorNote", "延平南路");

    HttpResponse<byte[]> packed = get("/directory/bundle", Map.of("Accept-Encoding", "gzip, br"));
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(packed.body().length).isLessThan(150_000);
    System.out.printf("bundle: %d bytes packed%n", packed.body().length);
    assertThat(packed.headers().firstValue("ETag"))
        .isNotEqualTo(plain.headers().firstValue("ETag"));
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
    }

    HttpResponse<byte[]> again = get("/directory/bundle", Map.of("If-None-Match", tag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("ETag")).contains(tag);
  }

  /// C3: what a copy is kept from has an entity tag and need not be sent twice.
  @Test
  void whatDevicesKeepIsTaggedAndPacked() throws Exception {
    for (String address :
        List.of(
            "/directory/evaluator.js",
            "/directory/bundle.schema.json",
            "/directory/entry.schema.json")) {
      HttpResponse<byte[]> plain = get(address, Map.of());
      String tag = plain.headers().firstValue("ETag").orElseThrow();
      assertThat(plain.headers().firstValue("Cache-Control")).contains("public, max-age=3600");
      HttpResponse<byte[]> packed = get(address, Map.of("Accept-Encoding", "gzip"));
      assertThat(packed.body().length).isLessThan(plain.body().length / 2);
      HttpResponse<byte[]> again = get(address, Map.of("If-None-Match", "W/" + tag));
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
    }
  }

  /// C3: changes have the bundle's form, and a version that is unknown gets the whole directory.
  @Test
  void theBundleAlsoTellsWhatHasChanged() throws Exception {
    Map<String, Object> whole = object("/directory/bundle");
    String same = "/directory/bundle?since=%s".formatted(whole.get("version"));
    Map<String, Object> all = object(same);
    assertThat(all).containsEntry("since", whole.get("version")).containsKey("words");
    assertThat((List<?>) all.get("entries")).isEmpty();
    Map<String, Object> none = object(same + "&common=" + whole.get("common"));
    assertThat(none).doesNotContainKeys("words", "areas", "calendar", "closures");

    for (String unknown : List.of("1", "x.1", "%00", "é", whole.get("epoch") + ".999999")) {
      String since = URLEncoder.encode(unknown, StandardCharsets.UTF_8);
      assertThat(object("/directory/bundle?since=" + since)).doesNotContainKey("since");
    }
  }

  @Test
  void anEntryIsJsonForProgramsAndAPageForPeople() throws Exception {
    Map<String, Object> linked = object("/directory/tw.hotline.113");
    assertThat(linked)
        .containsEntry("@context", "https://schema.org")
        .containsEntry("identifier", "tw.hotline.113");

    HttpResponse<byte[]> page =
        get(
            "/directory/tw.hotline.113",
            Map.of("Accept", "text/html,application/xhtml+xml", "Accept-Language", "en"));
    String html = new String(page.body(), StandardCharsets.UTF_8);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(html)
        .containsPattern("<h1[^>]*>113 Protection Hotline</h1>")
        .contains("href=\"tel:113\"")
        .contains("no native speaker has checked them");
    assertThat(get("/directory/no.such.entry", Map.of()).statusCode()).isEqualTo(404);
    assertThat(get("/directory/%3Cscript%3E", Map.of("Accept", "text/html")).statusCode())
        .isEqualTo(404);
  }

  /// D6: JSON-LD has a contact's languages, areas and hours.
  @Test
  void aContactSaysForWhomAndWhenItIs() throws Exception {
    assertThat(String.valueOf(object("/directory/tw.hotline.1990").get("availableChannel")))
        .contains("hoursAvailable", "opens=09:00, closes=17:00");
    String fire = String.valueOf(object("/directory/tw.emergency.119").get("availableChannel"));
    assertThat(fire)
        .contains("faxNumber=02-2758-7865")
        .doesNotContain("telephone=02-2758-7865")
        .containsPattern("serviceSmsNumber=\\{[^}]*areaServed=[^}]*identifier=63000");
  }

  /// D8: hours from an uncertain source are not published as around the clock.
  @Test
  void hoursThatMayBeWrongArePublishedForOfficeHoursOnly() throws Exception {
    assertThat(String.valueOf(object("/directory/khh.welfare-centre.renwu").get("hoursAvailable")))
        .contains("Monday, opens=09:00, closes=17:00")
        .doesNotContain("08:00");
  }

  /// D6: the page marks parts in another language, and links text numbers as such.
  @Test
  void aPageSaysWhichOfItsPartsAreInAnotherLanguageAndWhoseTextNumberItIs() throws Exception {
    String html =
        new String(
            get(
                    "/directory/tw.emergency.119",
                    Map.of("Accept", "text/html", "Accept-Language", "vi"))
                .body(),
            StandardCharsets.UTF_8);
    assertThat(html)
        .contains("<html lang=\"vi\"", "<li lang=\"zh-TW\">")
        .containsPattern(
            "<span lang=\"en\">[^<]*Taipei City[^<]*</span>\\s*<a[^>]*href=\"sms:0911511902\"");
  }

  @Test
  void aPastedLinkToAnOldNumberOffersTheNewOne() throws Exception {
    String html =
        new String(
            get("/directory/tw.hotline.0800788995", Map.of("Accept", "text/html")).body(),
            StandardCharsets.UTF_8);
    assertThat(html).contains("href=\"tel:1925\"").doesNotContain("tel:0800788995");
    assertThat(String.valueOf(object("/directory/tw.hotline.0800788995").get("availableChannel")))
        .contains("1925")
        .doesNotContain("0800-788-995");
  }

  @Test
  void operatorsHearHowFarTheCalendarGoes() {
    assertThat(operators.get("/health")).contains("calendarUntil", "2027-12-31");
    assertThat(operators.get("/prometheus")).contains("shouwang_directory_calendar_days");
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> object(String path) throws Exception {
    HttpResponse<byte[]> response = get(path, Map.of());
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return Objects.requireNonNull(json.readValue(response.body(), Map.class));
  }

  private HttpResponse<byte[]> get(String path, Map<String, String> headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.getURI() + path));
    headers.forEach(request::header);
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }
}
