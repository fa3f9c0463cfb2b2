package tw.shouwang.api.pages;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.views.jte.HtmlJteViewsRenderer;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.pages.assets.Assets;
import tw.shouwang.api.pages.data.Basics;
import tw.shouwang.api.process.InPublicProcess;

/// Renders templates, and gives pages the headers that they all have.
@Singleton
@Requires(condition = InPublicProcess.class)
class PageWriter {

  static final String HTML = "text/html;charset=utf-8";

  /// Pages load only what this service serves; inline scripts and styles do not work. The only
  /// allowed sink of trusted types is the registration of the service worker.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types sw";

  /// A sealed page sends no form, and registers no worker.
  private static final String SEALED_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'none';"
          + " connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private final HtmlJteViewsRenderer<Map<String, Object>> templates;
  private final Assets assets;
  private final PagesSettings settings;

  PageWriter(
      HtmlJteViewsRenderer<Map<String, Object>> templates, Assets assets, PagesSettings settings) {
    this.templates = templates;
    this.assets = assets;
    this.settings = settings;
  }

  /// A page as HTML in UTF-8.
  ///
  /// @param posted see [PageFrame]
  /// @param more the template's parameters beside `frame` and `data`
  byte[] html(
      String template,
      Visit visit,
      String path,
      @Nullable Map<String, String> posted,
      Basics data,
      Map<String, Object> more) {
    PageFrame frame =
        new PageFrame(
            new PageWords(visit.language()),
            visit.language(),
            visit.named(),
            path,
            visit.area(),
            posted,
            data.draftNotice(),
            data.emergencyNumbers(),
            assets,
            settings.leaveTo().toString());
    Map<String, Object> parameters = new HashMap<>(more);
    parameters.put("frame", frame);
    parameters.put("data", data);
    ByteArrayOutputStream html = new ByteArrayOutputStream(16_384);
    try {
      templates.render(template, parameters, visit.request()).writeTo(html, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return html.toByteArray();
  }

  /// Gives a response the headers of a page.
  <B> MutableHttpResponse<B> page(MutableHttpResponse<B> response, Visit visit) {
    return page(response, visit, POLICY);
  }

  /// Gives a response the headers of a sealed page.
  <B> MutableHttpResponse<B> sealed(MutableHttpResponse<B> response, Visit visit) {
    return page(response, visit, SEALED_POLICY);
  }

  private static <B> MutableHttpResponse<B> page(
      MutableHttpResponse<B> response, Visit visit, String policy) {
    MutableHttpHeaders headers = response.getHeaders();
    headers.set(HttpHeaders.CONTENT_TYPE, HTML);
    headers.set(HttpHeaders.CONTENT_LANGUAGE, visit.language().tag());
    headers.set("Content-Security-Policy", policy);
    headers.set("Referrer-Policy", "same-origin");
    if (!visit.named()) {
      headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    }
    return response;
  }
}
