package tw.shouwang.api.pages.assets;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.i18n.Language;

/// The manifest by which a browser installs the page (W3C Web Application Manifest). The person
/// chooses one of three names, none of which says what the page is for.
@Requires(condition = InPublicProcess.class)
@Controller("/app.webmanifest")
@ExecuteOn(TaskExecutors.BLOCKING)
class ManifestController {

  private static final String COLOUR = "#0b4f56";

  @Serdeable
  record Icon(String src, String type, String sizes) {}

  @Serdeable
  record Manifest(
      String id,
      String name,
      String short_name,
      String lang,
      String start_url,
      String scope,
      String display,
      String background_color,
      String theme_color,
      List<Icon> icons) {}

  private final Assets assets;
  private final JsonMapper json;

  ManifestController(Assets assets, JsonMapper json) {
    this.assets = assets;
    this.json = json;
  }

  /// @param name one of [BrowserWords#APP_NAMES]; anything else counts as the first
  /// @param lang the language of the name and of the first page; by default Chinese
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> manifest(
      @Nullable @QueryValue String name, @Nullable @QueryValue String lang) throws IOException {
    Language language = lang == null ? Language.ZH_TW : Language.ofTag(lang).orElse(Language.ZH_TW);
    String chosen =
        name != null && BrowserWords.APP_NAMES.contains(name)
            ? name
            : BrowserWords.APP_NAMES.getFirst();
    String shown = new BrowserWords(language).text("app." + chosen);
    Manifest manifest =
        new Manifest(
            "/",
            shown,
            shown,
            language.tag(),
            "/?lang=" + language.tag(),
            "/",
            "minimal-ui",
            "#ffffff",
            COLOUR,
            List.of(new Icon(assets.url("icon.svg"), "image/svg+xml", "any")));
    return HttpResponse.ok(json.writeValueAsBytes(manifest))
        .contentType("application/manifest+json")
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600");
  }
}
