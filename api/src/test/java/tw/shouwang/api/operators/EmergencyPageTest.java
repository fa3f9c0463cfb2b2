package tw.shouwang.api.operators;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// What a proxy answers when no node does: whom to call, in six languages, in the words of the
/// messages. `-Demergency.write=true` writes the files.
class EmergencyPageTest {

  private static final Path FOLDER = Path.of("src/dist/proxy");
  private static final List<String> NUMBERS = List.of("110", "119", "113", "1925");

  private final Messages away = Messages.of("graphql");
  private final Messages pages = Messages.of("pages");
  private final Messages guidance = Messages.of("guidance");

  @Test
  void thePageIsWhatTheMessagesSay() throws IOException {
    String sections =
        Arrays.stream(Language.values()).map(this::section).collect(Collectors.joining());
    holds(
        "emergency.html",
        """
        <!doctype html>
        <html lang="zh-TW">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>110 119 113 1925</title>
        <style>
        body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 0 auto; padding: 1rem; color: #111; background: #fff }
        section { border-top: 1px solid #767676; padding: .5rem 0 }
        ul { list-style: none; padding: 0 }
        a { display: block; padding: .7rem 0; color: #00408a; font-weight: 600 }
        </style>
        </head>
        <body>
        <main>
        """
            + sections
            + """
            </main>
            </body>
            </html>
            """);
  }

  private String section(Language language) {
    String lines =
        NUMBERS.stream()
            .map(number ->
                "<li><a href=\"tel:%s\">%s</a></li>%n"
                    .formatted(number, escaped(guidance.text(language, "emergency." + number))))
            .collect(Collectors.joining());
    return """
    <section lang="%s">
    <p><strong>%s</strong></p>
    <ul>
    %s</ul>
    <p>%s</p>
    </section>
    """
        .formatted(
            language.tag(),
            escaped(pages.text(language, "danger")),
            lines,
            escaped(away.text(language, "TEMPORARILY_UNAVAILABLE")));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  /// An app shows the error of its reader's language, and of the first if it knows no better.
  @Test
  void anAppGetsTheSameAsErrors() throws IOException {
    List<Map<String, Object>> errors =
        Arrays.stream(Language.values())
            .map(language ->
                ordered(
                    "message",
                    away.text(language, "TEMPORARILY_UNAVAILABLE"),
                    "extensions",
                    ordered(
                        "code",
                        "TEMPORARILY_UNAVAILABLE",
                        "language",
                        language.name(),
                        "emergency",
                        NUMBERS.stream().map(number -> entry(language, number)).toList())))
            .toList();
    holds("emergency.json", new ObjectMapper().writeValueAsString(Map.of("errors", errors)) + "\n");
  }

  private Map<String, Object> entry(Language language, String number) {
    String kind = number.startsWith("11") && !number.equals("113") ? "emergency" : "hotline";
    return ordered(
        "key",
        "tw." + kind + "." + number,
        "name",
        guidance.text(language, "emergency." + number),
        "dial",
        number,
        "telUri",
        "tel:" + number);
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  private static void holds(String name, String expected) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("emergency.write")) {
      Files.writeString(file, expected);
    }
    assertThat(file).content().isEqualTo(expected);
  }
}
