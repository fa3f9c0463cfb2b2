package tw.shouwang.graphql.http;

import io.micronaut.context.env.Environment;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.server.HttpServerConfiguration.CorsConfiguration;
import io.micronaut.http.server.cors.CorsOriginConfiguration;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives the framework's CORS filter its one rule: pages of the origins in [CorsSettings] may ask
/// at every address, with any header, and never with credentials, because there are no cookies. The
/// filter is on where `micronaut.server.cors.enabled` is.
@Singleton
class CrossOrigin implements BeanCreatedEventListener<CorsConfiguration> {

  /// Headers of ours that a page's script may read; browsers hide all but a few from it.
  private static final List<String> EXPOSED =
      List.of("Content-Language", "Deprecation", "ETag", "Link", "Retry-After", "Sunset");

  private static final Duration REMEMBERED = Duration.ofHours(2);

  private final CorsSettings settings;
  private final Environment environment;

  CrossOrigin(CorsSettings settings, Environment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  @Override
  public CorsConfiguration onCreated(BeanCreatedEvent<CorsConfiguration> event) {
    CorsConfiguration cors = event.getBean();
    // Otherwise the filter refuses every other page whose request comes for the host localhost, as
    // all do behind a proxy that keeps our address for the host. Such a page can do no harm: it
    // cannot send JSON without a preflight, and cannot read an answer.
    cors.setLocalhostPassThrough(true);
    @Nullable String origins = settings.pattern(environment);
    if (origins == null) {
      cors.setConfigurations(Map.of());
    } else {
      CorsOriginConfiguration rule = new CorsOriginConfiguration();
      rule.setAllowedOrigins(List.of());
      rule.setAllowedOriginsRegex(origins);
      rule.setAllowedMethods(List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST));
      rule.setExposedHeaders(EXPOSED);
      rule.setAllowCredentials(false);
      rule.setMaxAge(REMEMBERED.toSeconds());
      cors.setConfigurations(Map.of("origins", rule));
    }
    return cors;
  }
}
