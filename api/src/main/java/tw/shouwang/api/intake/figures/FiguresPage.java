package tw.shouwang.api.intake.figures;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.i18n.DraftNotice;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// The published figures as a page for any browser and screen reader: headings, tables and text,
/// without script or style.
@Singleton
class FiguresPage {

  private final Directory directory;
  private final Messages messages = Messages.of("figures");

  FiguresPage(Directory directory) {
    this.directory = directory;
  }

  String html(List<PublicFiguresController.Published> published, Language language) {
    StringBuilder body = new StringBuilder();
    for (PublicFiguresController.Published each : published) {
      body.append(month(each, language));
    }
    if (published.isEmpty()) {
      body.append("<p>").append(words(language, "page.none")).append("</p>\n");
    }
    return """
    <!doctype html>
    <html lang="%s">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title>
    </head>
    <body>
    <h1>%s</h1>
    <p>%s</p>
    %s<p><a href="/figures.json">JSON</a></p>
    %s</body>
    </html>
    """
        .formatted(
            language.tag(),
            words(language, "page.title"),
            words(language, "page.title"),
            words(language, "page.rounding"),
            body,
            DraftNotice.of(language)
                .map(notice -> "<p><small>" + escape(notice) + "</small></p>\n")
                .orElse(""));
  }

  private String month(PublicFiguresController.Published each, Language language) {
    Figures figures = each.figures();
    StringBuilder html = new StringBuilder();
    html.append("<h2>")
        .append(escape(centre(each.centre(), language)))
        .append(", ")
        .append(escape(messages.text(language, "page.month", Map.of("month", figures.from()))))
        .append("</h2>\n<table>\n");
    row(html, words(language, "cases"), number(figures.cases(), language));
    row(html, words(language, "withinDay"), share(figures.assignedWithinDay(), language));
    row(html, words(language, "sameDay"), share(figures.gradedSameDay(), language));
    row(html, words(language, "filtered"), share(figures.filtered(), language));
    row(html, words(language, "repeats"), share(figures.repeats(), language));
    row(html, words(language, "median"), number(figures.acknowledgedMedianMinutes(), language));
    row(html, words(language, "p95"), number(figures.acknowledgedP95Minutes(), language));
    row(html, words(language, "views.guide"), number(figures.guideViews(), language));
    row(html, words(language, "views.steps"), number(figures.helpingStepsViews(), language));
    row(html, words(language, "views.suicide"), number(figures.suicidePreventionViews(), language));
    html.append("</table>\n");
    if (!figures.mix().isEmpty()) {
      html.append("<table>\n");
      figures
          .mix()
          .forEach(mix -> row(html, escape(area(mix.areaCode(), language)), mix(mix, language)));
      html.append("</table>\n");
    }
    return html.toString();
  }

  private String mix(MixFigure mix, Language language) {
    StringBuilder text = new StringBuilder(number(mix.cases(), language));
    for (MixFigure.TopicFigure topic : mix.topics()) {
      text.append("; ")
          .append(escape(Messages.of("names").text(language, "topic." + topic.topic())))
          .append(' ')
          .append(topic.cases());
    }
    return text.toString();
  }

  private String share(Share share, Language language) {
    return share.percent() == null
        ? words(language, "few")
        : share.percent() + " % (" + share.count() + " / " + share.of() + ")";
  }

  private String number(@Nullable Integer number, Language language) {
    return number == null ? words(language, "few") : number.toString();
  }

  private String centre(String code, Language language) {
    return directory.centre(code).map(Centre::name).map(name -> name.text(language)).orElse(code);
  }

  private String area(String code, Language language) {
    return directory.area(code).map(Area::name).map(name -> name.text(language)).orElse(code);
  }

  private String words(Language language, String key) {
    return escape(messages.text(language, key));
  }

  private static void row(StringBuilder html, String heading, String cell) {
    html.append("<tr><th scope=\"row\">")
        .append(heading)
        .append("</th><td>")
        .append(cell)
        .append("</td></tr>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
