package tw.shouwang.api.pages;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.http.QueryParameters;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LanguageNegotiator;

/// A request for a page.
///
/// @param language the page's language
/// @param named whether the address names it, with `lang`; else `Accept-Language` decides
/// @param area the code of the district in the address; null if it names none, or not a code
record Visit(HttpRequest<?> request, Language language, boolean named, @Nullable String area) {

  private static final Pattern AREA = Pattern.compile("\\d{5}|\\d{8}");

  static Visit of(HttpRequest<?> request) {
    QueryParameters read = QueryParameters.read(request.getUri().getRawQuery());
    Map<String, List<String>> address = read == null ? Map.of() : read.values();
    Optional<Language> named =
        address.getOrDefault("lang", List.of()).stream().findFirst().flatMap(Language::ofTag);
    return new Visit(
        request,
        named.orElseGet(() -> LanguageNegotiator.negotiate(null, acceptLanguage(request))),
        named.isPresent(),
        address.getOrDefault("area", List.of()).stream()
            .filter(code -> AREA.matcher(code).matches())
            .findFirst()
            .orElse(null));
  }

  Visit in(@Nullable String code) {
    return new Visit(
        request, language, named, code != null && AREA.matcher(code).matches() ? code : null);
  }

  @Nullable String acceptLanguage() {
    return acceptLanguage(request);
  }

  private static @Nullable String acceptLanguage(HttpRequest<?> request) {
    return request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE);
  }
}
