package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// C9: whose pages may ask from a browser.
class CorsSettingsTest {

  @Test
  void areLocalhostsInDevelopmentAndNobodysInProduction() {
    try (ApplicationContext development = ApplicationContext.run();
        ApplicationContext production = ApplicationContext.run("prod")) {
      CorsSettings none = new CorsSettings(null);
      String local = pattern(none, development.getEnvironment());
      assertThat("http://localhost:5173").matches(local);
      assertThat("http://[::1]:80").matches(local);
      assertThat("http://localhost.example").doesNotMatch(local);
      assertThat("https://a.example").doesNotMatch(local);
      assertThat(none.pattern(production.getEnvironment())).isNull();

      CorsSettings one = new CorsSettings(List.of("https://a.example", "http://b.example:81"));
      String named = pattern(one, production.getEnvironment());
      assertThat("https://a.example").matches(named);
      assertThat("http://b.example:81").matches(named);
      assertThat("https://axexample").doesNotMatch(named);
      assertThat("http://localhost:5173").doesNotMatch(named);
    }
  }

  private static String pattern(CorsSettings settings, Environment environment) {
    return Objects.requireNonNull(settings.pattern(environment));
  }
}
