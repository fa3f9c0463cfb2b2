package tw.shouwang.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.intake.testing.WebhookReceiverStandIn;
import tw.shouwang.api.testing.KeysStandIn;
import tw.shouwang.api.testing.OwnAuthority;

/// O6: a receiver and a login provider with certificates of the county's own authority, as an
/// administrator meets them: first refused with the reason, then accepted.
@MicronautTest(transactional = false)
class TrustIT implements EmbeddedTest {

  @Inject CommandsBeside commands;

  @TempDir private Path authority;

  @Test
  void namesTheSettingAndTakesIt() throws Exception {
    OwnAuthority county = new OwnAuthority(authority, 20);
    WebhookReceiverStandIn pager = WebhookReceiverStandIn.start(county.tls());
    try (KeysStandIn provider =
        new KeysStandIn(county.tls(), new RSAKeyGenerator(2048).keyID("first").generate())) {
      Map<String, Object> settings = settings(pager, provider);
      says(settings, 0, "whsec_", "webhooks", "make-secret", "county-pager");

      String why = "is of an authority that is not known here: shouwang.trust.certificates can";
      says(
          settings,
          1,
          "not taken: it has a certificate .* " + why,
          "webhooks",
          "test",
          "county-pager");
      says(settings, 2, "wrong +login +shouwang.staff.login.jwks-url has .* " + why, "check");
      assertThat(pager.told()).isEmpty();
      assertThat(provider.asked()).isZero();

      settings.put("shouwang.trust.certificates", county.certificate().toString());
      says(settings, 0, "taken", "webhooks", "test", "county-pager");
      says(settings, 1, "ok +login +The provider gives 1 keys", "check");
      says(settings, 1, "ok +trust +Beside Java's own authorities 1 certificates", "check");
      says(settings, 1, "due +trust +.* CN=County in ", "check");
      assertThat(pager.told()).hasSize(1);

      Path empty = Files.createFile(authority.resolve("empty.pem"));
      settings.put("shouwang.trust.certificates", empty.toString());
      says(settings, 2, "wrong +trust +.*empty.pem is no certificate in PEM", "check");
      says(settings, 2, "wrong +login +.*empty.pem is no certificate in PEM", "check");
    }
  }

  private static Map<String, Object> settings(WebhookReceiverStandIn pager, KeysStandIn provider) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("shouwang.staff.login.issuer", "https://login.county.example");
    settings.put("shouwang.staff.login.jwks-url", provider.address().toString());
    settings.put("shouwang.webhooks[0].name", "county-pager");
    settings.put("shouwang.webhooks[0].url", pager.url().toString());
    settings.put("shouwang.webhooks[0].centre", "tpe");
    settings.put("shouwang.webhooks[0].events", "DANGER_ARRIVED");
    return settings;
  }

  private void says(Map<String, Object> settings, int status, String pattern, String... words) {
    CommandsBeside.Ended ended = commands.run(settings, words);
    assertThat(ended.said()).containsPattern(pattern);
    assertThat(ended.status()).as(ended.said()).isEqualTo(status);
  }
}
