package tw.shouwang.api.directory.published;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.PhoneNumber;
import tw.shouwang.api.directory.view.Contact;
import tw.shouwang.api.directory.view.DirectoryWords;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.api.directory.view.ShareText;
import tw.shouwang.i18n.DraftNotice;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LocalizedText;

/// The plain page of one entry: the card of [ShareText] with links on the numbers; a replaced entry
/// has the numbers of its replacement.
@Singleton
class EntryPage {

  private static final Pattern CALLABLE = Pattern.compile("(tel|sms):[+0-9,]+");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
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
    Map<String, Language> others = inOtherLanguages(resource, language);
    StringBuilder body = new StringBuilder();
    for (int line = 1; line < card.length; line++) {
      body.append("<p>").append(marked(card[line], others)).append("</p>\n");
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
                marked(card[0], others),
                body,
                escape(words.text(language, "page.contacts")),
                resource.inUse().map(use -> contacts(use, language, others)).orElse(""),
                escape(words.text(language, "page.sources")),
                sources(resource, language),
                escape(words.text(language, "page.back")),
                DraftNotice.of(language)
                    .map(notice -> "<p><small>" + escape(notice) + "</small></p>\n")
                    .orElse(""));
    return html.getBytes(StandardCharsets.UTF_8);
  }

  /// The page's texts that are not in its language, with their own language, the longest first: a
  /// screen reader must read each in its language.
  private static Map<String, Language> inOtherLanguages(Resource resource, Language language) {
    List<LocalizedText> all = new ArrayList<>(resource.entry().texts());
    resource.related().forEach(other -> all.addAll(other.entry().texts()));
    Map<String, Language> others = new LinkedHashMap<>();
    all.stream()
        .filter(text -> text.in(language).language() != language && !text.text(language).isBlank())
        .sorted(Comparator.comparingInt(text -> -text.text(language).length()))
        .forEach(text -> others.put(text.text(language), text.in(language).language()));
    return others;
  }

  /// Escapes a line, and marks the language of each part in another language.
  private static String marked(String line, Map<String, Language> others) {
    for (Map.Entry<String, Language> other : others.entrySet()) {
      int at = line.indexOf(other.getKey());
      if (at >= 0) {
        int end = at + other.getKey().length();
        return marked(line.substring(0, at), others)
            + "<span lang=\"%s\">%s</span>"
                .formatted(other.getValue().tag(), escape(other.getKey()))
            + marked(line.substring(end), others);
      }
    }
    return escape(line);
  }

  private String contacts(Resource resource, Language language, Map<String, Language> others) {
    return resource.contacts().stream()
        .map(contact -> {
          String kind = escape(words.text(language, "kind." + contact.kind()));
          String label =
              contact.data().label() == null
                  ? ""
                  : " " + marked(contact.data().label().text(language), others);
          String areas =
              contact.data().coverage().stream()
                  .map(area -> area.name().text(language))
                  .collect(Collectors.joining(words.text(language, "card.languageSeparator")));
          String where = areas.isEmpty() ? "" : " " + marked(areas, others);
          return "<li>" + kind + label + where + " " + reach(contact) + "</li>\n";
        })
        .collect(Collectors.joining());
  }

  private static String reach(Contact contact) {
    String target = target(contact);
    String shown = contact.dial() == null ? contact.url() : contact.dial();
    if (shown == null) {
      return "";
    }
    return linkable(target)
        ? "<a href=\"" + escape(target) + "\">" + escape(shown) + "</a>"
        : escape(shown);
  }

  /// The link of a contact: a number for text messages is written to, not called.
  private static @Nullable String target(Contact contact) {
    if (contact.kind() == ContactKind.SMS && contact.dial() != null) {
      return PhoneNumber.of(contact.dial()).map(number -> "sms:" + number.digits()).orElse(null);
    }
    return contact.telUri() == null ? contact.url() : contact.telUri();
  }

  private static boolean linkable(@Nullable String target) {
    return target != null && (CALLABLE.matcher(target).matches() || WEB.matcher(target).matches());
  }

  private static String sources(Resource resource, Language language) {
    return resource.sources().stream()
        .map(source -> {
          Language of = HAN.matcher(source.title()).find() ? Language.ZH_TW : Language.EN;
          String lang = of == language ? "" : " lang=\"" + of.tag() + "\"";
          return "<li" + lang + ">" + escape(source.title()) + "</li>\n";
        })
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
