package tw.shouwang.api.intake.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.process.StartRefused;
import tw.shouwang.foundation.Alarm;

/// Authenticates bearer tokens: a token must be signed by a trusted provider with RS256 or ES256,
/// be issued for us, and be valid now. Any other token is rejected, and the caller does not learn
/// why.
///
/// In development, the tokens of the command `staff token` are trusted as well.
@Singleton
@Requires(condition = InStaffProcess.class)
class StaffTokens {

  private static final Logger LOG = LoggerFactory.getLogger(StaffTokens.class);
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(2);
  private static final int MOST_KEY_BYTES = 100_000;

  private final StaffClaims claims;
  private final InstantSource clock;
  private final LoginSettings settings;
  private final List<Provider> providers = new ArrayList<>();
  private final Alarm alarm;

  private record Provider(String issuer, DefaultJWTProcessor<SecurityContext> processor) {}

  StaffTokens(
      LoginSettings settings,
      StaffClaims claims,
      Optional<LocalIssuer> local,
      InstantSource clock,
      Environment environment) {
    this.settings = settings;
    this.claims = claims;
    this.clock = clock;
    this.alarm = new Alarm(LOG, clock);
    String issuer = settings.issuer();
    URI keys = settings.jwksUrl();
    if (issuer != null && keys != null) {
      providers.add(provider(issuer, remote(keys)));
    } else if (environment.getActiveNames().contains(Environments.PROD)
        && !environment.getActiveNames().contains(Environments.COMMAND)) {
      throw new StartRefused(
          "In prod, the staff role needs an identity provider: set shouwang.staff.login.issuer and"
              + " shouwang.staff.login.jwks-url.");
    }
    local.ifPresent(
        login -> providers.add(provider(login.name(), new ImmutableJWKSet<>(login.publicKeys()))));
  }

  /// May read the provider's keys over the network.
  Optional<StaffMember> read(String token) {
    try {
      SignedJWT signed = SignedJWT.parse(token);
      String issuer = signed.getJWTClaimsSet().getIssuer();
      for (Provider provider : providers) {
        if (provider.issuer.equals(issuer)) {
          return claims.member(provider.processor.process(signed, null));
        }
      }
      return Optional.empty();
    } catch (ParseException | BadJOSEException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (JOSEException e) {
      // Rate-limited, so that a sender of bad tokens cannot fill the log.
      alarm.warn("a token could not be checked: the identity provider's keys may be unavailable");
      return Optional.empty();
    }
  }

  private DefaultJWTProcessor<SecurityContext> processor(
      String issuer, JWKSource<SecurityContext> keys) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    processor.setJWTClaimsSetVerifier(new AtTheClocksTime(issuer));
    return processor;
  }

  private Provider provider(String issuer, JWKSource<SecurityContext> keys) {
    return new Provider(issuer, processor(issuer, keys));
  }

  /// Reads the provider's keys again when a token names an unknown key, as after a rotation, but at
  /// most twice in ten seconds. While the provider is unavailable, the known keys stay in use.
  private JWKSource<SecurityContext> remote(URI address) {
    int timeout = (int) FETCH_TIMEOUT.toMillis();
    try {
      return JWKSourceBuilder.<SecurityContext>create(address.toURL(), new FromNowhereElse(timeout))
          .cache(settings.keysKeptFor().toMillis(), 2 * FETCH_TIMEOUT.toMillis())
          .rateLimited(BETWEEN_LOOKS.toMillis())
          .refreshAheadCache(false)
          .outageTolerant(Duration.ofHours(4).toMillis())
          .build();
    } catch (MalformedURLException e) {
      throw new StartRefused("shouwang.staff.login.jwks-url is not an address.", e);
    }
  }

  /// Refuses redirects, which the library would follow: only the configured address is trusted.
  private static final class FromNowhereElse extends DefaultResourceRetriever {

    FromNowhereElse(int timeout) {
      super(timeout, timeout, MOST_KEY_BYTES);
    }

    @Override
    protected HttpURLConnection openHTTPConnection(URL address) throws IOException {
      HttpURLConnection connection = super.openHTTPConnection(address);
      connection.setInstanceFollowRedirects(false);
      return connection;
    }
  }

  /// Uses our clock, which tests can set; the library reads the machine's.
  private final class AtTheClocksTime extends DefaultJWTClaimsVerifier<SecurityContext> {

    AtTheClocksTime(String issuer) {
      super(
          settings.audience(),
          new JWTClaimsSet.Builder().issuer(issuer).build(),
          Set.of("sub", "exp"));
      setMaxClockSkew((int) settings.clockSkew().toSeconds());
    }

    @Override
    protected @Nullable Date currentTime() {
      Instant now = clock.instant();
      return Date.from(now);
    }
  }
}
