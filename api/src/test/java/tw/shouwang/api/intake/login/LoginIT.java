package tw.shouwang.api.intake.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.StaffClient;

/// Who can log in to the staff schema, and that others learn nothing there.
@MicronautTest(transactional = false)
class LoginIT implements EmbeddedTest {

  private static final String ME = "{ me { subject name roles centre } }";

  private final IdentityProvider provider = IdentityProvider.start();

  @Inject StaffClient staff;
  @Inject DevelopmentLogin development;

  @Inject
  @Client("/")
  HttpClient http;

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @Test
  void letsInWhomTheProviderNames() {
    Answer me = staff.ask(provider.token("w1", "tpe", "INTAKE_WORKER"), ME).root();
    assertThat(me.text("subject")).isEqualTo("w1");
    assertThat(me.text("name")).isEqualTo("Worker w1");
    assertThat(me.text("roles", 0)).isEqualTo("INTAKE_WORKER");
    assertThat(me.text("centre")).isEqualTo("tpe");
  }

  @Test
  void ignoresRolesAndCentresThatAreNotOurs() {
    String odd = provider.token("w2", "tpe", "INTAKE_WORKER", "ROOT", "supervisors");
    assertThat(staff.ask(odd, ME).root().at("roles").size()).isEqualTo(1);
    String elsewhere = provider.token("w3", "atlantis", "SUPERVISOR", "DIRECTORY_EDITOR");
    Answer me = staff.ask(elsewhere, ME).root();
    assertThat(me.at("centre").isNull()).isTrue();
    assertThat(me.text("roles", 0)).isEqualTo("DIRECTORY_EDITOR");
    assertThat(me.at("roles").size()).isEqualTo(1);
  }

  @Test
  void showsColleaguesNoNameThatHidesOrTurnsWhatStandsAroundIt() {
    Map<String, Object> claims =
        Map.of("name", "\u202Eevil\u0000", "roles", List.of("SUPERVISOR"), "centre", "tpe");
    String odd = provider.token("county", "w5", IdentityProvider.AUDIENCE, claims, 3600);
    assertThat(staff.ask(odd, ME).root().text("name")).isEqualTo("w5");
    isRefused(provider.token("county", "w\u00005", IdentityProvider.AUDIENCE, claims, 3600));
  }

  @Test
  void letsNobodyDoAnythingWithoutACentre() {
    Answer refused = staff.ask(provider.token("w4", null, "SUPERVISOR", "AUDITOR"), ME);
    assertThat(refused.text("errors", 0, "extensions", "code")).isEqualTo("FORBIDDEN");
    assertThat(refused.at("data", "me").isNull()).isTrue();
  }

  @Test
  void letsADeveloperInByTheCommandsToken() {
    String token =
        development.token(
            "王 小明", List.of(StaffRole.SUPERVISOR), "ntpc", java.time.Duration.ofHours(1));
    assertThat(staff.ask(token, ME).root().text("name")).isEqualTo("王 小明");
  }

  @TestFactory
  Stream<DynamicTest> refuses() throws Exception {
    String good = provider.token("w1", "tpe", "SUPERVISOR");
    RSAKey foreign = new RSAKeyGenerator(2048).keyID(keyId(good)).generate();
    JWTClaimsSet claims = SignedJWT.parse(good).getJWTClaimsSet();
    JWTClaimsSet endless = new JWTClaimsSet.Builder(claims).expirationTime(null).build();
    Map<String, Object> role = Map.of("roles", List.of("SUPERVISOR"), "centre", "tpe");
    byte[] publicKey = foreign.toRSAPublicKey().getEncoded();
    return Stream.of(
            attempt("no token", null),
            attempt("no token at all", ""),
            attempt("what is none", "what.is.none"),
            attempt("a long one", "a".repeat(7_000)),
            attempt(
                "an expired one",
                provider.token("county", "w1", IdentityProvider.AUDIENCE, role, -3600)),
            attempt("one for others", provider.token("county", "w1", "another", role, 3600)),
            attempt(
                "another issuer's",
                provider.token("elsewhere", "w1", IdentityProvider.AUDIENCE, role, 3600)),
            attempt(
                "a foreign key's",
                signed(JWSAlgorithm.RS256, new RSASSASigner(foreign), claims, good)),
            attempt("an unknown key's", unknownKeys(foreign, claims)),
            attempt(
                "an endless one by a foreign key",
                signed(JWSAlgorithm.RS256, new RSASSASigner(foreign), endless, good)),
            attempt(
                "another algorithm's",
                signed(JWSAlgorithm.RS512, new RSASSASigner(foreign), claims, good)),
            attempt(
                "one signed with the public key as a secret",
                signed(JWSAlgorithm.HS256, new MACSigner(publicKey), claims, good)),
            attempt("an unsigned one", new PlainJWT(claims).serialize()),
            attempt("one without its signature", good.substring(0, good.lastIndexOf('.') + 1)),
            attempt("one with a role added", withRoleAdded(good)))
        .map(attempt -> DynamicTest.dynamicTest(attempt.name, () -> isRefused(attempt.token)));
  }

  private void isRefused(@Nullable String token) {
    HttpResponse<String> response = staff.post(token, ME, Map.of(), "en");
    assertThat((Object) response.getStatus()).isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(response.getHeaders().names()).doesNotContain("Set-Cookie");
    String error =
        "\"message\":\"Sign in first: this address needs a valid token of your organization.\"";
    String code = "\"extensions\":{\"code\":\"UNAUTHENTICATED\"}";
    assertThat(response.getBody(String.class).orElse(""))
        .isIn(
            "{\"errors\":[{" + error + "," + code + "}]}",
            "{\"errors\":[{" + code + "," + error + "}]}");
  }

  @Test
  void keepsOutOfTheWayOfStrangers() {
    HttpRequest<?> request =
        HttpRequest.POST("/graphql", Map.of("query", "{ directoryVersion { version } }"))
            .bearerAuth("what.is.none");
    HttpResponse<String> response = http.toBlocking().exchange(request, String.class);
    assertThat((Object) response.getStatus()).isEqualTo(HttpStatus.OK);
    assertThat(response.getHeaders().names()).doesNotContain("WWW-Authenticate", "Set-Cookie");
    String staffs = "{\"query\":\"{ me { name } }\"}";
    assertThat(
            http.toBlocking()
                .retrieve(
                    HttpRequest.POST("/graphql", staffs)
                        .bearerAuth(provider.token("w1", "tpe", "SUPERVISOR"))
                        .accept("application/json")))
        .contains("GRAPHQL_VALIDATION_FAILED");
  }

  private record Attempt(String name, @Nullable String token) {}

  private static Attempt attempt(String name, @Nullable String token) {
    return new Attempt(name, token);
  }

  private static String unknownKeys(RSAKey key, JWTClaimsSet claims) throws Exception {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("unknown").build(), claims);
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private static String keyId(String token) throws Exception {
    return SignedJWT.parse(token).getHeader().getKeyID();
  }

  private static String signed(
      JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims, String like) throws Exception {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId(like)).build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  private static String withRoleAdded(String token) throws Exception {
    String[] parts = token.split("\\.");
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder(SignedJWT.parse(token).getJWTClaimsSet())
            .claim("roles", List.of("SUPERVISOR", "AUDITOR"))
            .expirationTime(Date.from(Instant.now().plusSeconds(600)))
            .build();
    String changed =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.toString().getBytes(StandardCharsets.UTF_8));
    return parts[0] + "." + changed + "." + parts[2];
  }
}
