package tw.shouwang.api.directory.published;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.view.Contact;
import tw.shouwang.api.directory.view.DirectoryWords;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.api.directory.view.ShareText;
import tw.shouwang.i18n.DraftNotice;
import tw.shouwang.i18n.Language;

/// The plain page of one entry: the card of [ShareText] with links on the numbers; a replaced entry
/// has the numbers of its replacement.
@Singleton
class EntryPage {

  private static final Pattern CALLABLE = Pattern.compile("tel:[+0-9,]+");
  private static final Pattern WEB = Pattern.compile("https?://.+");

  private final DirectoryWords words;
  private final ShareText shareText;

  EntryPage(DirectoryWords words, ShareText shareText) {
    this.words = words;
    this.shareText = shareText;
  }

  byte[] html(Resource resource, Instant now, Language language) {
    String name = escape(resource.entry().name().text(language));
    String[] card = shareText.card(resource, now, language).split("\n");
    StringBuilder body = new StringBuilder();
    for (int line = 1; line < card.length; line++) {
      body.append("<p>").append(escape(card[line])).append("</p>\n");
    }
    String html =
        """
        <!doctype html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <title>%s</title>
        </head>
        <body>
        <h1>%s</h1>
        %s<h2>%s</h2>
        <ul>
        %s</ul>
        <h2>%s</h2>
        <ul>
        %s</ul>
        <p>%s</p>
        %s</body>
        </html>
        """
            .formatted(
                language.tag(),
                name,
                name,
                body,
                escape(words.text(language, "page.contacts")),
                resource.inUse().map(use -> contacts(use, language)).orElse(""),
                escape(words.text(language, "page.sources")),
                sources(resource),
                escape(words.text(language, "page.back")),
                DraftNotice.of(language)
                    .map(notice -> "<p><small>" + escape(notice) + "</small></p>\n")
                    .orElse(""));
    return html.getBytes(StandardCharsets.UTF_8);
  }

  private String contacts(Resource resource, Language language) {
    return resource.contacts().stream()
        .map(contact -> {
          String kind = escape(words.text(language, "kind." + contact.kind()));
          String label =
              contact.data().label() == null
                  ? ""
                  : " " + escape(contact.data().label().text(language));
          return "<li>" + kind + label + " " + reach(contact) + "</li>\n";
        })
        .collect(Collectors.joining());
  }

  private static String reach(Contact contact) {
    String target = contact.telUri() == null ? contact.url() : contact.telUri();
    String shown = contact.dial() == null ? contact.url() : contact.dial();
    if (shown == null) {
      return "";
    }
    return linkable(target)
        ? "<a href=\"" + escape(target) + "\">" + escape(shown) + "</a>"
        : escape(shown);
  }

  private static boolean linkable(@Nullable String target) {
    return target != null && (CALLABLE.matcher(target).matches() || WEB.matcher(target).matches());
  }

  private static String sources(Resource resource) {
    return resource.sources().stream()
        .map(source -> "<li>" + escape(source.title()) + "</li>\n")
        .collect(Collectors.joining());
  }

  private static String escape(@Nullable String text) {
    return text == null
        ? ""
        : text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;");
  }
}
