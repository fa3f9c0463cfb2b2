package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FormBodyTest {

  /// The host that a request names may be anybody's.
  @Test
  void takesFormsOfItsNamedOriginsAlone() {
    Set<String> own = Set.of("https://help.example");
    assertThat(isForeign("https://a.example", "a.example", own)).isTrue();
    assertThat(isForeign("https://help.example", "a.example", own)).isFalse();
    assertThat(isForeign("http://help.example", "help.example", own)).isTrue();
    assertThat(isForeign("http://localhost:8080", "localhost:8080", Set.of())).isFalse();
    assertThat(isForeign("https://a.example", "localhost:8080", Set.of())).isTrue();
  }

  private static boolean isForeign(String origin, String host, Set<String> own) {
    HttpRequest<String> request =
        HttpRequest.POST("/search", "").header("Origin", origin).header("Host", host);
    return FormBody.read(request, 100, own).join() instanceof FormBody.Foreign;
  }
}
