package tw.shouwang.api.intake.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoginSettingsTest {

  private static final String ISSUER = "https://login.county.example";
  private static final URI KEYS = URI.create("https://login.county.example/keys");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void takesTheShortestAndTheLongestOfEach() {
    assertThat(settings(null, "a", null, Duration.ZERO, MINUTE)).isNotNull();
    assertThat(settings(ISSUER, "a", KEYS, MINUTE.multipliedBy(2), Duration.ofDays(1))).isNotNull();
  }

  /// O5: a half provider, and keys that somebody could change in transit, are refused at the start.
  @Test
  void refusesAProviderWithoutItsKeysAndKeysOfNoProvider() {
    refuses("issuer and jwks-url", ISSUER, "a", null, Duration.ZERO, MINUTE);
    refuses("issuer and jwks-url", null, "a", KEYS, Duration.ZERO, MINUTE);
  }

  /// Somebody who can change the keys in transit could sign tokens for anybody.
  @Test
  void readsKeysOverTlsOrFromThisMachine() {
    for (String safe :
        List.of(
            "https://a.example/k",
            "http://127.0.0.1:1/k",
            "http://localhost/k",
            "http://[::1]/k")) {
      assertThat(settings(ISSUER, "a", URI.create(safe), Duration.ZERO, MINUTE)).isNotNull();
    }
    for (String open :
        List.of(
            "http://a.example/k",
            "http://10.0.0.1/k",
            "http://127.0.0.1.a.example/k",
            "file:///keys",
            "keys",
            "ftp://a.example/k")) {
      refuses("jwks-url", ISSUER, "a", URI.create(open), Duration.ZERO, MINUTE);
    }
  }

  @Test
  void refusesTokensForNobodyAndByNobody() {
    refuses("issuer and audience", ISSUER, " ", KEYS, Duration.ZERO, MINUTE);
    refuses("issuer and audience", null, "", null, Duration.ZERO, MINUTE);
    refuses("issuer and audience", " ", "a", KEYS, Duration.ZERO, MINUTE);
  }

  @Test
  void refusesAClockThatIsFarOffAndKeysThatAreReadWithEachToken() {
    refuses("clock-skew", ISSUER, "a", KEYS, Duration.ofMillis(-1), MINUTE);
    refuses("clock-skew", ISSUER, "a", KEYS, Duration.ofSeconds(121), MINUTE);
    refuses("keys-kept-for", ISSUER, "a", KEYS, Duration.ZERO, Duration.ofSeconds(59));
  }

  private static void refuses(
      String said,
      @Nullable String issuer,
      String audience,
      @Nullable URI keys,
      Duration skew,
      Duration kept) {
    assertThatThrownBy(() -> settings(issuer, audience, keys, skew, kept))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("shouwang.staff.login")
        .hasMessageContaining(said);
  }

  private static LoginSettings settings(
      @Nullable String issuer, String audience, @Nullable URI keys, Duration skew, Duration kept) {
    return new LoginSettings(issuer, audience, keys, "roles", "centre", "name", skew, kept);
  }
}
