package tw.shouwang.api.intake.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;

/// Replaces an identity provider on a developer's machine, with a key in the data folder. In prod
/// the key is not made, and its tokens are not trusted.
@Singleton
@Requires(notEnv = Environments.PROD)
@Requires(condition = InStaffProcess.class)
class DevelopmentLogin implements LocalIssuer {

  private static final String ISSUER = "shouwang-development";
  private static final String KEY = "staff-login.private.key";

  private final ECKey key;
  private final LoginSettings settings;
  private final InstantSource clock;

  DevelopmentLogin(KeyFiles files, LoginSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    try {
      byte[] jwk = files.required(KEY, DevelopmentLogin::generate);
      this.key = ECKey.parse(new String(jwk, StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new IllegalStateException("the development key is none", e);
    }
  }

  @Override
  public String name() {
    return ISSUER;
  }

  @Override
  public JWKSet publicKeys() {
    return new JWKSet(key.toPublicJWK());
  }

  String token(
      String name, Collection<StaffRole> roles, @Nullable String centre, Duration validFor) {
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(settings.audience())
            .subject("dev-" + name.replace(' ', '-'))
            .claim(settings.nameClaim(), name)
            .claim(settings.rolesClaim(), roles.stream().map(StaffRole::name).toList())
            .claim(settings.centreClaim(), centre)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(validFor)))
            .build();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("ES256 failed to sign", e);
    }
    return token.serialize();
  }

  private static byte[] generate() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyIDFromThumbprint(true)
          .generate()
          .toJSONString()
          .getBytes(StandardCharsets.UTF_8);
    } catch (JOSEException e) {
      throw new IllegalStateException("no key could be made", e);
    }
  }
}
