package tw.shouwang.api.pages.browser;

import com.microsoft.playwright.Request;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Visitors of sealed pages, of whom everything is remembered that their browser sends.
final class SealedVisits {

  private SealedVisits() {}

  /// What a request shows on the way: address, headers and body.
  record Sent(String method, String url, Map<String, String> headers, String body) {

    static Sent of(Request request) {
      return new Sent(
          request.method(),
          request.url(),
          request.headers(),
          request.postDataBuffer() == null
              ? ""
              : new String(request.postDataBuffer(), StandardCharsets.ISO_8859_1));
    }

    boolean isQuery() {
      return url.endsWith("/graphql");
    }
  }

  /// A text in the forms in which a request could carry it.
  static List<String> forms(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<String> forms = new ArrayList<>();
    forms.add(new String(bytes, StandardCharsets.ISO_8859_1));
    forms.add(new String(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1));
    forms.add(URLEncoder.encode(text, StandardCharsets.UTF_8));
    forms.add(URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(each -> escaped.append(String.format("\\u%04x", each)));
    forms.add(escaped.toString());
    forms.add(HexFormat.of().formatHex(bytes));
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      for (Base64.Encoder each : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        String base64 = each.withoutPadding().encodeToString(shifted);
        // Characters that also depend on neighbouring bytes are left out.
        forms.add(base64.substring(before == 0 ? 0 : before + 1, base64.length() - 1));
      }
    }
    return forms;
  }

  /// @param sent everything so far
  record Visitor(Pages pages, List<Sent> sent) implements AutoCloseable {

    /// The requests that show a text in any form.
    List<String> showing(String text) {
      List<String> forms = forms(text);
      return sent.stream()
          .filter(each -> {
            String all = each.url + "\n" + each.headers + "\n" + each.body;
            return forms.stream().anyMatch(all::contains);
          })
          .map(each -> each.method + " " + each.url)
          .toList();
    }

    List<Sent> queries() {
      return sent.stream().filter(Sent::isQuery).toList();
    }

    @Override
    public void close() {
      pages.close();
    }
  }

  static Visitor open(URI service, String language, int width) {
    Pages pages = Pages.open(service, language, width, true);
    List<Sent> sent = new ArrayList<>();
    pages.context.onRequest(request -> sent.add(Sent.of(request)));
    return new Visitor(pages, sent);
  }
}
