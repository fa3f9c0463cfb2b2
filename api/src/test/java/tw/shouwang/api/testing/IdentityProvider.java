package tw.shouwang.api.testing;

import com.nimbusds.jose.JOSEObjectType;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.jspecify.annotations.Nullable;

/// A county's identity provider: an OpenID Connect server on this machine that issues any tokens.
public final class IdentityProvider implements AutoCloseable {

  public static final String AUDIENCE = "shouwang-staff";

  private final MockOAuth2Server server = new MockOAuth2Server();
  private final Map<List<@Nullable Object>, String> issued = new ConcurrentHashMap<>();

  private IdentityProvider() {
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  public static IdentityProvider start() {
    return new IdentityProvider();
  }

  /// The settings of a service that trusts this provider.
  public Map<String, String> settings() {
    return Map.of(
        "shouwang.staff.login.issuer", server.issuerUrl("county").toString(),
        "shouwang.staff.login.jwks-url", server.jwksUrl("county").toString());
  }

  /// One of each is enough for a test, and signing takes longer than most of what is asked with it.
  public String token(String subject, @Nullable String centre, String... roles) {
    return issued.computeIfAbsent(
        Arrays.asList(subject, centre, List.of(roles)), _ -> made(subject, centre, roles));
  }

  private String made(String subject, @Nullable String centre, String... roles) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("name", "Worker " + subject);
    claims.put("roles", List.of(roles));
    if (centre != null) {
      claims.put("centre", centre);
    }
    return token("county", subject, AUDIENCE, claims, 3600);
  }

  /// @param seconds the token's validity; negative for an expired one
  public String token(
      String issuer, String subject, String audience, Map<String, Object> claims, long seconds) {
    return server
        .issueToken(
            issuer,
            "client",
            new DefaultOAuth2TokenCallback(
                issuer, subject, JOSEObjectType.JWT.getType(), List.of(audience), claims, seconds))
        .serialize();
  }

  public String issuer() {
    return server.issuerUrl("county").toString();
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
