package tw.shouwang.api.intake.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.intake.login.TokenProblem.Reason;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.process.StartRefused;
import tw.shouwang.api.trust.TrustedCertificates;

/// Authenticates bearer tokens: a token must be signed by a trusted provider with RS256 or ES256,
/// be issued for us, and be valid now. Any other token is rejected. Only operators learn the
/// reason.
///
/// In development, the tokens of the command `staff token` are trusted as well.
@Singleton
@Requires(condition = InStaffProcess.class)
class StaffTokens {

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

  /// RFC 9068, 4 allows both forms; many providers set no type.
  @SuppressWarnings("NullAway") // The library's sign for none.
  private static final Set<JOSEObjectType> TYPES =
      new HashSet<>(
          Arrays.asList(
              JOSEObjectType.JWT,
              new JOSEObjectType("application/jwt"),
              new JOSEObjectType("at+jwt"),
              new JOSEObjectType("application/at+jwt"),
              null));

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(2);

  private final StaffClaims claims;
  private final ProviderKeys fetched;
  private final InstantSource clock;
  private final LoginSettings settings;
  private final List<Provider> providers = new ArrayList<>();
  private volatile Instant keysAway = Instant.EPOCH;

  private record Provider(String issuer, DefaultJWTProcessor<SecurityContext> processor) {}

  StaffTokens(
      LoginSettings settings,
      StaffClaims claims,
      ProviderKeys fetched,
      Optional<LocalIssuer> local,
      InstantSource clock,
      Environment environment) {
    this.settings = settings;
    this.claims = claims;
    this.fetched = fetched;
    this.clock = clock;
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
  TokenReading read(String token) {
    try {
      SignedJWT signed = SignedJWT.parse(token);
      JWTClaimsSet spoken = signed.getJWTClaimsSet();
      Optional<Provider> provider =
          providers.stream().filter(each -> each.issuer.equals(spoken.getIssuer())).findFirst();
      if (provider.isEmpty()) {
        return new TokenReading.Fails(foreign(spoken.getIssuer()));
      }
      TokenProblem head = head(signed.getHeader());
      if (head != null) {
        return new TokenReading.Fails(head);
      }
      return read(signed, spoken, provider.get());
    } catch (ParseException | IllegalArgumentException e) {
      return new TokenReading.Fails(
          TokenProblem.of(Reason.NOT_A_TOKEN, "what was sent is no signed JWT"));
    }
  }

  private TokenReading read(SignedJWT signed, JWTClaimsSet spoken, Provider provider) {
    try {
      return claims.read(provider.processor.process(signed, null));
    } catch (BadJWTException e) {
      return new TokenReading.Fails(claimsProblem(spoken));
    } catch (BadJWSException e) {
      return new TokenReading.Fails(forged());
    } catch (RateLimitReachedException e) {
      // The reason depends on whether the provider was unavailable a moment ago.
      return new TokenReading.Fails(
          clock.instant().isBefore(keysAway.plus(BETWEEN_LOOKS)) ? keysAway() : unknownKey());
    } catch (KeySourceException e) {
      keysAway = clock.instant();
      return new TokenReading.Fails(
          TrustedCertificates.refusedIn(e) ? keysUntrusted() : keysAway());
    } catch (BadJOSEException e) {
      return new TokenReading.Fails(unknownKey());
    } catch (JOSEException e) {
      return new TokenReading.Fails(forged());
    }
  }

  private TokenProblem foreign(@Nullable String issuer) {
    String ours = settings.issuer();
    boolean slash =
        issuer != null && ours != null && (issuer.equals(ours + "/") || ours.equals(issuer + "/"));
    return TokenProblem.of(
        Reason.ISSUER,
        "its issuer is not shouwang.staff.login.issuer, which is %s%s",
        ours == null ? "not set" : ours,
        slash ? ": they differ by the slash at the end" : "");
  }

  private static @Nullable TokenProblem head(JWSHeader header) {
    if (!TYPES.contains(header.getType())) {
      return TokenProblem.of(Reason.TYPE, "the typ of its header is neither JWT nor at+jwt");
    }
    return ALGORITHMS.contains(header.getAlgorithm())
        ? null
        : TokenProblem.of(Reason.ALGORITHM, "it is signed neither by RS256 nor by ES256");
  }

  private TokenProblem unknownKey() {
    return TokenProblem.of(
        Reason.KEY_UNKNOWN,
        "no key with its id is at shouwang.staff.login.jwks-url, which is %s",
        keysAddress());
  }

  private TokenProblem keysAway() {
    return TokenProblem.of(
        Reason.KEYS_AWAY,
        "no keys can be read from shouwang.staff.login.jwks-url, which is %s",
        keysAddress());
  }

  private TokenProblem keysUntrusted() {
    return TokenProblem.of(
        Reason.KEYS_AWAY,
        "no keys are read from shouwang.staff.login.jwks-url, which is %s: it has %s",
        keysAddress(),
        TrustedCertificates.whyRefused());
  }

  private String keysAddress() {
    URI address = settings.jwksUrl();
    return address == null ? "not set" : address.toString();
  }

  private static TokenProblem forged() {
    return TokenProblem.of(Reason.SIGNATURE, "its signature is not that of the key it names");
  }

  /// Why the library rejected signed claims, in the library's order of checks.
  private TokenProblem claimsProblem(JWTClaimsSet spoken) {
    Instant now = clock.instant();
    Date ends = spoken.getExpirationTime();
    Date begins = spoken.getNotBeforeTime();
    if (!spoken.getAudience().contains(settings.audience())) {
      return TokenProblem.of(
          Reason.AUDIENCE,
          "it is not for shouwang.staff.login.audience, which is %s",
          settings.audience());
    }
    if (ends == null) {
      return TokenProblem.of(Reason.NO_EXPIRY, "it has no claim exp");
    }
    if (ends.toInstant().isBefore(now)) {
      return TokenProblem.of(
          Reason.EXPIRED,
          "it ended %d s ago; shouwang.staff.login.clock-skew is %d s",
          Duration.between(ends.toInstant(), now).toSeconds(),
          settings.clockSkew().toSeconds());
    }
    if (begins != null && begins.toInstant().isAfter(now)) {
      return TokenProblem.of(
          Reason.NOT_YET_VALID,
          "it begins in %d s; shouwang.staff.login.clock-skew is %d s",
          Duration.between(now, begins.toInstant()).toSeconds(),
          settings.clockSkew().toSeconds());
    }
    return TokenProblem.of(Reason.NO_SUBJECT, "it has no claim sub");
  }

  private DefaultJWTProcessor<SecurityContext> processor(
      String issuer, JWKSource<SecurityContext> keys) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPES));
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
    try {
      return JWKSourceBuilder.<SecurityContext>create(
              address.toURL(), fetched.within(FETCH_TIMEOUT))
          .cache(settings.keysKeptFor().toMillis(), 2 * FETCH_TIMEOUT.toMillis())
          .rateLimited(BETWEEN_LOOKS.toMillis())
          .refreshAheadCache(false)
          .outageTolerant(Duration.ofHours(4).toMillis())
          .build();
    } catch (MalformedURLException e) {
      throw new StartRefused("shouwang.staff.login.jwks-url is not an address.", e);
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
