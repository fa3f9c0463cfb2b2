package tw.shouwang.api.intake.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.intake.login.TokenProblem.Reason;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.KeysStandIn;
import tw.shouwang.api.testing.KeysStandIn.Manner;
import tw.shouwang.api.testing.OwnAuthority;

/// Authentication while the identity provider rotates its keys, and while it is unavailable.
@MicronautTest(transactional = false)
class ProviderKeysIT implements EmbeddedTest {

  private static final String ISSUER = "https://login.county.example";

  /// The provider may be asked twice in ten seconds. A third is allowed for slow machines, on which
  /// ten seconds may end within a test.
  private static final int A_FEW = 3;

  private static final RSAKey FIRST = key("first");
  private static final RSAKey SECOND = key("second");
  private static final RSAKey NEVER_PUBLISHED = key("never");

  private final KeysStandIn provider = new KeysStandIn(FIRST);

  @Inject StaffClaims claims;
  @Inject ProviderKeys fetched;
  @Inject Environment environment;
  @TempDir private Path folder;

  @AfterEach
  void listenAgain() {
    provider.publish(FIRST);
    provider.behave(Manner.ANSWER);
  }

  @Test
  void trustsANewKeyAtOnceAndARemovedOneNoMore() {
    StaffTokens tokens = tokens();
    assertThat(tokens.read(by(FIRST))).isInstanceOf(TokenReading.Holds.class);
    provider.publish(FIRST, SECOND);
    assertThat(tokens.read(by(SECOND)))
        .as("signed by the new key")
        .isInstanceOf(TokenReading.Holds.class);
    assertThat(tokens.read(by(FIRST)))
        .as("both stand there")
        .isInstanceOf(TokenReading.Holds.class);

    StaffTokens later = tokens();
    provider.publish(FIRST);
    assertThat(later.read(by(FIRST))).isInstanceOf(TokenReading.Holds.class);
    provider.publish(SECOND);
    assertThat(later.read(by(SECOND))).isInstanceOf(TokenReading.Holds.class);
    assertThat(later.read(by(FIRST)))
        .as("its key was taken away")
        .isInstanceOf(TokenReading.Fails.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Manner.class,
      names = {"FAIL", "HANG"})
  void goesOnWithTheKeysItKnowsWhileTheProviderIsAway(Manner manner) {
    StaffTokens tokens = tokens();
    assertThat(tokens.read(by(FIRST))).isInstanceOf(TokenReading.Holds.class);
    provider.behave(manner);
    assertThat(tokens.read(by(NEVER_PUBLISHED))).isInstanceOf(TokenReading.Fails.class);
    Instant began = Instant.now();
    for (int i = 0; i < 20; i++) {
      assertThat(tokens.read(by(FIRST))).isInstanceOf(TokenReading.Holds.class);
    }
    assertThat(Duration.between(began, Instant.now()))
        .as("a known key waits for nobody")
        .isLessThan(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @EnumSource(Manner.class)
  void asksForAnUnknownKeyOnlyNowAndThenHoweverManyTokensNameIt(Manner manner) {
    StaffTokens tokens = tokens();
    assertThat(tokens.read(by(FIRST))).isInstanceOf(TokenReading.Holds.class);
    int before = provider.asked();
    provider.behave(manner);
    for (int i = 0; i < 40; i++) {
      assertThat(tokens.read(by(NEVER_PUBLISHED))).isInstanceOf(TokenReading.Fails.class);
    }
    assertThat(provider.asked() - before).isLessThanOrEqualTo(A_FEW);
  }

  @Test
  void letsNobodyInWhoseKeyWasNeverRead() {
    provider.behave(Manner.FAIL);
    StaffTokens tokens = tokens();
    for (int i = 0; i < 10; i++) {
      assertThat(tokens.read(by(FIRST))).isInstanceOf(TokenReading.Fails.class);
    }
  }

  /// B6: an outage is not reported as an unknown key, even when the provider is no longer asked.
  @Test
  void tellsAnOutageFromAKeyThatIsNotThere() {
    StaffTokens tokens = tokens();
    provider.behave(Manner.FAIL);
    for (int i = 0; i < 5; i++) {
      assertThat(reason(tokens.read(by(FIRST)))).isEqualTo(Reason.KEYS_AWAY);
    }
    provider.behave(Manner.ANSWER);
    StaffTokens others = tokens();
    for (int i = 0; i < 5; i++) {
      assertThat(reason(others.read(by(NEVER_PUBLISHED)))).isEqualTo(Reason.KEY_UNKNOWN);
    }
  }

  private static Reason reason(TokenReading reading) {
    return reading.problems().getFirst().reason();
  }

  @Test
  void takesNoKeysFromWhereverARedirectLeads() {
    provider.behave(Manner.REDIRECT);
    assertThat(tokens().read(by(FIRST))).isInstanceOf(TokenReading.Fails.class);
    provider.behave(Manner.ANSWER);
    assertThat(tokens().read(by(FIRST))).isInstanceOf(TokenReading.Holds.class);
  }

  /// O6: a county's provider often has a certificate of the county's own authority.
  @Test
  void takesKeysOverTlsFromAnAuthorityOfTheSettingOnly() throws Exception {
    OwnAuthority county = new OwnAuthority(folder, 365);
    try (KeysStandIn secured = new KeysStandIn(county.tls(), FIRST)) {
      TokenReading refused = tokens(secured.address(), fetched).read(by(FIRST));
      assertThat(reason(refused)).isEqualTo(Reason.KEYS_AWAY);
      assertThat(refused.problems().getFirst().detail())
          .contains(secured.address().toString(), "shouwang.trust.certificates");
      assertThat(secured.asked()).isZero();

      Map<String, Object> settings = new HashMap<>(getProperties());
      settings.put("shouwang.trust.certificates", county.certificate().toString());
      try (ApplicationContext trusting = ApplicationContext.run(settings)) {
        ProviderKeys trusted = trusting.getBean(ProviderKeys.class);
        assertThat(tokens(secured.address(), trusted).read(by(FIRST)))
            .isInstanceOf(TokenReading.Holds.class);
      }
    }
  }

  /// The authentication of a node that has just started and knows no key yet.
  private StaffTokens tokens() {
    return tokens(provider.address(), fetched);
  }

  private StaffTokens tokens(URI keys, ProviderKeys retrieved) {
    LoginSettings settings =
        new LoginSettings(
            ISSUER,
            IdentityProvider.AUDIENCE,
            keys,
            "roles",
            "centre",
            "name",
            Duration.ofSeconds(30),
            Duration.ofMinutes(10));
    return new StaffTokens(
        settings, claims, retrieved, Optional.empty(), InstantSource.system(), environment);
  }

  private static String by(RSAKey key) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(IdentityProvider.AUDIENCE)
            .subject("w1")
            .claim("roles", List.of("INTAKE_WORKER"))
            .claim("centre", "tpe")
            .expirationTime(Date.from(Instant.now().plusSeconds(600)))
            .build();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return token.serialize();
  }

  private static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
