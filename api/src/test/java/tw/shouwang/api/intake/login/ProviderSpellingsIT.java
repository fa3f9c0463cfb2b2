package tw.shouwang.api.intake.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.env.Environment;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.intake.login.TokenProblem.Reason;
import tw.shouwang.api.testing.KeysStandIn;

/// Tokens in the forms of different providers (B5), and what operators learn about rejected ones
/// (B6).
@MicronautTest(transactional = false)
class ProviderSpellingsIT implements EmbeddedTest {

  private static final String ISSUER = "https://login.county.example/realms/care";
  private static final String AUDIENCE = "shouwang-staff";
  private static final Set<StaffRole> WORKER = Set.of(StaffRole.INTAKE_WORKER);
  private static final RSAKey KEY = key("here");
  private static final RSAKey FOREIGN = key("elsewhere");

  private final KeysStandIn provider = new KeysStandIn(KEY);

  @Inject ProviderKeys fetched;
  @Inject Directory directory;
  @Inject Environment environment;

  @AfterAll
  void stop() {
    provider.close();
  }

  /// B5: the forms in which providers write roles.
  @ParameterizedTest
  @CsvSource({
    "roles, roles",
    "https://shouwang.tw/roles, https://shouwang.tw/roles",
    "realm_access.roles, realm_access > roles",
    "resource_access.shouwang.tw.roles, resource_access > shouwang.tw > roles",
    "https://a.b/x.y, https://a.b/x > y",
    "a.b.c, a.b.c",
  })
  void findsAClaimByItsFullNameOrAlongTheDots(String setting, String place) {
    Object inner = List.of("INTAKE_WORKER");
    String[] steps = place.split(" > ");
    for (int i = steps.length - 1; i > 0; i--) {
      inner = Map.of(steps[i], inner);
    }
    JWTClaimsSet claims = claims().claim("roles", null).claim(steps[0], inner).build();
    assertThat(holds(tokens(setting).read(signed(claims))).member().roles()).isEqualTo(WORKER);
  }

  @Test
  void takesTheFullNameBeforeWhatLiesAlongTheDots() {
    JWTClaimsSet claims =
        claims()
            .claim("a.roles", List.of("INTAKE_WORKER"))
            .claim("a", Map.of("roles", List.of("SUPERVISOR")))
            .build();
    assertThat(holds(tokens("a.roles").read(signed(claims))).member().roles()).isEqualTo(WORKER);
  }

  @Test
  void readsRolesCentreAndNameHoweverTheyAreSpelled() {
    for (Object roles :
        List.of(
            List.of("INTAKE_WORKER"),
            List.of("intake_worker"),
            List.of("Intake-Worker", "other"),
            List.of("intake worker"),
            List.of("/INTAKE_WORKER", "/a/SUPERVISOR", "xSUPERVISOR"),
            "INTAKE_WORKER",
            "openid, intake_worker",
            "openid intake-worker",
            Map.of("INTAKE_WORKER", Map.of("1", "county")))) {
      JWTClaimsSet claims = claims().claim("roles", roles).build();
      assertThat(holds(tokens().read(signed(claims))).member().roles())
          .as(roles.toString())
          .isEqualTo(WORKER);
    }
    for (Object centre : List.of("tpe", "TPE", " Tpe ", List.of("tpe"), List.of("TPE"))) {
      JWTClaimsSet claims = claims().claim("centre", centre).claim("name", List.of("Lin")).build();
      TokenReading.Holds reading = holds(tokens().read(signed(claims)));
      assertThat(reading.member().centre()).as(centre.toString()).isEqualTo("tpe");
      assertThat(reading.member().name()).isEqualTo("Lin");
      assertThat(reading.gaps()).isEmpty();
    }
  }

  @Test
  void takesNoRoleAndNoCentreOutOfWhatOnlyLooksLikeOne() {
    for (Object roles :
        List.of(
            List.of("A/INTAKE_WORKER", "//INTAKE_WORKER"),
            1,
            true,
            "",
            List.of(1, List.of("INTAKE_WORKER")))) {
      TokenReading.Holds reading =
          holds(tokens().read(signed(claims().claim("roles", roles).build())));
      assertThat(reading.member().roles()).as(roles.toString()).isEmpty();
      assertThat(reading.gaps().getFirst().reason()).isEqualTo(Reason.NO_ROLE);
    }
    for (Object centre : List.of(List.of("tpe", "ntpc"), List.of(), "tpe ntpc", 1, "atlantis")) {
      TokenReading.Holds reading =
          holds(tokens().read(signed(claims().claim("centre", centre).build())));
      assertThat(reading.member().centre()).as(centre.toString()).isNull();
      assertThat(reading.gaps().getFirst().reason()).isEqualTo(Reason.NO_CENTRE);
    }
  }

  @Test
  void takesEachFormOfATokensType() {
    for (String type :
        List.of("JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt", "application/jwt")) {
      SignedJWT token = token(KEY, claims().build(), new JOSEObjectType(type));
      assertThat(tokens().read(token.serialize())).as(type).isInstanceOf(TokenReading.Holds.class);
    }
    assertThat(tokens().read(token(KEY, claims().build(), null).serialize()))
        .isInstanceOf(TokenReading.Holds.class);
    SignedJWT logout = token(KEY, claims().build(), new JOSEObjectType("logout+jwt"));
    assertThat(problem(tokens().read(logout.serialize())).reason()).isEqualTo(Reason.TYPE);
  }

  /// B7: a member of 420 groups.
  @Test
  void takesALongToken() {
    List<String> groups =
        IntStream.range(0, 420).mapToObj(i -> "/county/office/department-" + i).toList();
    String token = signed(claims().claim("groups", groups).build());
    assertThat(token.length()).isBetween(15_000, 32_000);
    assertThat(tokens().read(token)).isInstanceOf(TokenReading.Holds.class);
  }

  /// B6: each reason is distinguishable and contains nothing about a person.
  @Test
  void tellsEachReasonApartAndNothingOfAPerson() {
    Instant now = Instant.now();
    expect(Reason.NOT_A_TOKEN, "what.is.none");
    expect(Reason.NOT_A_TOKEN, "");
    expect(Reason.NOT_A_TOKEN, new PlainJWT(claims().build()).serialize());
    expect(Reason.ISSUER, signed(claims().issuer("https://other.example").build()));
    assertThat(expect(Reason.ISSUER, signed(claims().issuer(ISSUER + "/").build())).detail())
        .contains(ISSUER, "slash");
    expect(Reason.ISSUER, signed(claims().issuer(null).build()));
    assertThat(expect(Reason.AUDIENCE, signed(claims().audience("account").build())).detail())
        .contains(AUDIENCE)
        .doesNotContain("account");
    expect(
        Reason.AUDIENCE, signed(claims().audience((String) null).claim("azp", AUDIENCE).build()));
    assertThat(
            expect(
                    Reason.EXPIRED,
                    signed(claims().expirationTime(Date.from(now.minusSeconds(400))).build()))
                .detail())
        .containsPattern("ended 4\\d\\d s ago")
        .contains("30 s");
    expect(
        Reason.NOT_YET_VALID,
        signed(claims().notBeforeTime(Date.from(now.plusSeconds(600))).build()));
    expect(Reason.NO_EXPIRY, signed(claims().expirationTime(null).build()));
    expect(Reason.NO_SUBJECT, signed(claims().subject(null).build()));
    expect(Reason.NO_SUBJECT, signed(claims().subject("w\u00001").build()));
    expect(Reason.KEY_UNKNOWN, token(FOREIGN, claims().build(), null).serialize());
    String whole = signed(claims().build());
    expect(Reason.SIGNATURE, whole.substring(0, whole.lastIndexOf('.') + 1) + "AAAA");
  }

  private TokenProblem expect(Reason reason, String token) {
    TokenProblem problem = problem(tokens().read(token));
    assertThat(problem.reason()).isEqualTo(reason);
    assertThat(problem.detail()).doesNotContain("w1", "Lin", token.isEmpty() ? "eyJ" : token);
    return problem;
  }

  private static TokenProblem problem(TokenReading reading) {
    assertThat(reading).isInstanceOf(TokenReading.Fails.class);
    return reading.problems().getFirst();
  }

  private static TokenReading.Holds holds(TokenReading reading) {
    assertThat(reading).isInstanceOf(TokenReading.Holds.class);
    return (TokenReading.Holds) reading;
  }

  private StaffTokens tokens() {
    return tokens("roles");
  }

  private StaffTokens tokens(String rolesClaim) {
    LoginSettings settings =
        new LoginSettings(
            ISSUER,
            AUDIENCE,
            provider.address(),
            rolesClaim,
            "centre",
            "name",
            Duration.ofSeconds(30),
            Duration.ofMinutes(10));
    return new StaffTokens(
        settings,
        new StaffClaims(settings, directory),
        fetched,
        Optional.empty(),
        InstantSource.system(),
        environment);
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .subject("w1")
        .claim("name", "Lin")
        .claim("roles", List.of("INTAKE_WORKER"))
        .claim("centre", "tpe")
        .expirationTime(Date.from(Instant.now().plusSeconds(600)));
  }

  private static String signed(JWTClaimsSet claims) {
    return token(KEY, claims, JOSEObjectType.JWT).serialize();
  }

  private static SignedJWT token(RSAKey key, JWTClaimsSet claims, @Nullable JOSEObjectType type) {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).type(type).keyID(key.getKeyID()).build(),
            claims);
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return token;
  }

  private static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
