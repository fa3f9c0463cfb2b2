package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.StaffClient;

/// A supervisor without the list of posters finds the one to revoke.
@MicronautTest(transactional = false)
class SiteCodeListIT implements EmbeddedTest {

  private static final String ISSUE =
      """
      mutation ($input: IssueSiteCodesInput!) {
        issueSiteCodes(input: $input) { ... on SiteCodesChanged { codes { code } } }
      }
      """;
  private static final String REVOKE =
      """
      mutation ($input: RevokeSiteCodeInput!) {
        revokeSiteCode(input: $input) { ... on SiteCodesChanged { codes { revoked } } }
      }
      """;
  private static final String LIST =
      """
      query ($first: Int, $after: String) {
        siteCodes(first: $first, after: $after) { code office revoked }
      }
      """;

  private final IdentityProvider provider = IdentityProvider.start();

  @Inject StaffClient staff;

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @Test
  void pagesThroughTheOwnCentresCodes() {
    String supervisor = provider.token("s1", "tpe", "SUPERVISOR");
    Map<String, Object> input =
        Map.of("gatekeeperKind", "CLINIC", "area", "63000030", "office", "診所", "count", 3);
    List<String> made =
        staff
            .ask(supervisor, ISSUE, Map.of("input", input))
            .root()
            .at("codes")
            .each("code")
            .stream()
            .map(Objects::toString)
            .sorted()
            .toList();
    staff.ask(supervisor, REVOKE, Map.of("input", Map.of("code", made.get(2))));

    Answer page = list(supervisor, 2, null);
    assertThat(page.each("code")).containsExactly(made.get(0), made.get(1));
    Answer rest = list(supervisor, 2, made.get(1));
    assertThat(rest.size()).isEqualTo(1);
    assertThat(rest.text(0, "code")).isEqualTo(made.get(2));
    assertThat(rest.text(0, "revoked")).isEqualTo("true");
    assertThat(rest.text(0, "office")).isEqualTo("診所");
    assertThat(list(provider.token("s2", "ntpc", "SUPERVISOR"), 100, null).size()).isZero();
    Answer none = staff.ask(supervisor, LIST, Map.of("first", 0));
    assertThat(none.text("errors", 0, "extensions", "code")).isEqualTo("INVALID_FIRST");
  }

  private Answer list(String token, int first, @Nullable String after) {
    Map<String, Object> variables = new HashMap<>(Map.of("first", first));
    if (after != null) {
      variables.put("after", after);
    }
    return staff.ask(token, LIST, variables).root();
  }
}
