package tw.shouwang.api.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.i18n.Language;

/// The README's tour and its possible failures, in each language.
@MicronautTest(transactional = false)
class SixLanguagesIT implements EmbeddedTest {

  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
  private static final Pattern THAI = Pattern.compile("\\p{IsThai}");
  private static final Pattern LETTER = Pattern.compile("\\p{L}");
  private static final String DAAN = "63000030";

  @Inject EmbeddedServer server;
  @Inject JsonMapper json;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Language, Map<String, String>> walked = new LinkedHashMap<>();

  @AfterAll
  void stop() {
    http.close();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void canBeFollowedInItsReadersLanguage(Language language) {
    Map<String, String> texts = walk(language);

    assertThat(texts).hasSizeGreaterThan(70);
    assertThat(texts)
        .allSatisfy((place, text) ->
            assertThat(inItsScript(text, language)).as("%s: %s", place, text).isTrue());
  }

  @ParameterizedTest
  @EnumSource(value = Language.class, names = "EN", mode = EnumSource.Mode.EXCLUDE)
  void saysNothingOfOursInEnglishInstead(Language language) {
    Map<String, String> english = walk(Language.EN);
    walk(language)
        .forEach((place, text) -> assertThat(text).as(place).isNotEqualTo(english.get(place)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          xx-YY                          | zh-TW
          tlh-é, en;q=many, vi;q=0.1     | vi
          zh_TW;q=0.5, th                | th
          zh_TW;q=1, th;q=0.5            | zh-TW
          ,,,;;;=                        | zh-TW
          ;, vi                          | vi
          i-klingon, *;q=0.1             | zh-TW
          """)
  void answersWhateverTheHeaderSays(String header, String language) {
    var response = send("HelpingSteps", Map.of(), header);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Language")).hasValue(language);
    assertThat(response.headers().firstValue("Vary").orElse("")).contains("Accept-Language");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en,", "x", "vi;q=0.00001,"})
  void answersAHeaderOfEightKilobytes(String part) {
    var response = send("HelpingSteps", Map.of(), part.repeat(8_192 / part.length()));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Language")).hasValue("zh-TW");
  }

  @Test
  void ranksLinesThatAnswerInALanguageBeyondOursFirst() {
    // Japanese, since 113 and 1990 answer in it around the clock.
    String open =
        """
        {
          resources(filter: {openNow: true}, at: "2026-11-25T10:00:00+08:00", first: 2) {
            nodes { languages }
          }
        }
        """;
    Answer lines = data(ask(open, Map.of(), "ja")).at("resources", "nodes");
    assertThat(lines.size()).isEqualTo(2);
    for (int line = 0; line < 2; line++) {
      assertThat(lines.at(line, "languages").json().values())
          .extracting(JsonNode::getStringValue)
          .contains("ja");
    }
  }

  @Test
  void keepsAnAnswerForNobodyWhoSpeaksAnotherLanguage() {
    String help = "{ resource(id: \"tw.hotline.113\") { languageHelp(language: EN) } }";
    for (int time = 0; time < 3; time++) {
      assertThat(ask(help, Map.of(), "km").body()).contains("“Cambodia”");
      assertThat(ask(help, Map.of(), "ja").body()).contains("“Japan”");
      assertThat(ask(help, Map.of(), "my, ja").body()).contains("“Japan”");
    }
  }

  /// Every text of ours in the tour, by its path.
  private Map<String, String> walk(Language language) {
    return walked.computeIfAbsent(language, this::walkOnce);
  }

  private Map<String, String> walkOnce(Language language) {
    Map<String, String> texts = new LinkedHashMap<>();
    Walk walk = new Walk(language, texts);
    List<String> lines =
        List.of(
            "tw.hotline.113",
            "tw.hotline.1925",
            "tw.hotline.1966",
            "tpe.cmhc",
            "tpe.welfare-centre.63000030");
    for (String at : List.of("2026-11-22T23:50:00+08:00", "2026-01-01T12:00:00+08:00")) {
      walk.take("lines " + at, "OwnWords", Map.of("ids", ids(lines), "at", at));
    }
    String receipt = data(ask("{ newReceipt }", Map.of(), "en")).text("newReceipt");
    Map<String, Object> concern =
        Map.of(
            "receipt", receipt,
            "topic", "CHILD_PROTECTION",
            "urgency", "URGENT",
            "words", "…",
            "area", DAAN,
            "gatekeeperKind", "CONVENIENCE_STORE",
            "siteCode", "of-no-poster");
    walk.take("concern", "SubmitConcern", Map.of("input", concern));
    walk.take("case", "CaseView", Map.of("receipt", receipt));
    walk.take("proof", "CaseProof", Map.of("receipt", receipt));
    walk.take("guide", "ChannelGuide", Map.of("situation", Walk.everything(DAAN)));
    walk.take("start", "ChannelGuide", Map.of("situation", Map.of()));
    walk.take("steps", "HelpingSteps", Map.of());
    walk.take("push", "EnablePush", push(receipt, "dQw4w9WgXcQ:APA91b" + "0".repeat(130)));
    walk.take("no token", "EnablePush", push(receipt, "two words"));
    walk.take("elsewhere", "SubmitConcern", with(concern, "area", "68000"));
    walk.take("no area", "SubmitConcern", with(concern, "area", "63000999"));
    walk.take("empty", "SubmitConcern", with(concern, "words", " "));
    walk.take("no call", "SubmitConcern", Map.of("input", Map.of()));
    walk.take("no receipt", "CaseView", Map.of("receipt", "KQZKB"));
    walk.take("erased", "EraseCase", Map.of("input", Map.of("receipt", receipt)));
    walk.take("gone", "EraseCase", Map.of("input", Map.of("receipt", receipt)));
    walk.takeText("no field", "{ nonsense }");
    walk.takeText("no page", "{ resources(first: 0) { totalCount } }");
    walk.takeText("no county", "{ areas(parent: \"99999\") { name } }");
    return texts;
  }

  /// The entries' own ids, which name no reader.
  private List<String> ids(List<String> keys) {
    return keys.stream()
        .map(key ->
            data(ask("query Q($k: ID!) { resource(id: $k) { id } }", Map.of("k", key), "zh-TW"))
                .text("resource", "id"))
        .toList();
  }

  private static Map<String, Object> push(String receipt, String token) {
    return Map.of("input", Map.of("receipt", receipt, "token", token));
  }

  private static Map<String, Object> with(Map<String, Object> input, String field, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(input);
    changed.put(field, value);
    return Map.of("input", changed);
  }

  /// One reader's tour: checks that each answer names its language, and collects its texts.
  private final class Walk {

    private final Language language;
    private final Map<String, String> texts;

    Walk(Language language, Map<String, String> texts) {
      this.language = language;
      this.texts = texts;
    }

    void take(String step, String document, Map<String, ?> variables) {
      take(step, send(document, variables, language.tag()));
    }

    void takeText(String step, String query) {
      take(step, ask(query, Map.of(), language.tag()));
    }

    private void take(String step, HttpResponse<String> response) {
      assertThat(response.headers().firstValue("Content-Language"))
          .as(step)
          .hasValue(language.tag());
      Map<String, String> found = OwnWords.in(read(response));
      found.forEach((place, text) -> {
        // Texts without letters, and the name of a language in itself, have no language.
        if (LETTER.matcher(text).find() && !place.endsWith("/vietnamese")) {
          texts.put(step + place, text);
        }
      });
    }

    static Map<String, Object> everything(String area) {
      Map<String, Object> signs = new LinkedHashMap<>();
      for (String sign :
          List.of(
              "childInvolved",
              "violence",
              "sexualViolence",
              "selfHarm",
              "mentalIllness",
              "onCampus",
              "schoolMaladjustment",
              "hardshipOrWeakCare",
              "otherChannelsFailed",
              "immediateDanger")) {
        signs.put(sign, true);
      }
      signs.put("area", area);
      signs.put("gatekeeperKind", "TEACHER");
      return signs;
    }
  }

  private static boolean inItsScript(String text, Language language) {
    boolean han = HAN.matcher(text).find();
    boolean thai = THAI.matcher(text).find();
    return switch (language) {
      case ZH_TW -> han && !thai;
      case TH -> thai && !han;
      case EN, VI, ID, FIL -> !han && !thai;
    };
  }

  private HttpResponse<String> send(String document, Map<String, ?> variables, String languages) {
    String path = "/documents/" + document + ".graphql";
    try (InputStream stream = SixLanguagesIT.class.getResourceAsStream(path)) {
      String query =
          new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
      return ask(query, variables, languages);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> ask(String query, Map<String, ?> variables, String languages) {
    try {
      String body = json.writeValueAsString(Map.of("query", query, "variables", variables));
      HttpRequest request =
          HttpRequest.newBuilder(server.getURI().resolve("/graphql"))
              .timeout(Duration.ofSeconds(30))
              .header("Content-Type", "application/json")
              .header("Accept", "application/json")
              .header("Accept-Language", languages)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer data(HttpResponse<String> response) {
    return new Answer(read(response)).at("data");
  }

  private JsonNode read(HttpResponse<String> response) {
    try {
      return Objects.requireNonNull(json.readValue(response.body(), JsonNode.class));
    } catch (IOException e) {
      throw new IllegalStateException(response.body(), e);
    }
  }
}
