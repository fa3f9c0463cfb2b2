package tw.shouwang.api.intake.login;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which identity provider names the staff, under `shouwang.staff.login`.
///
/// @param issuer the provider, exactly as its tokens name it
/// @param audience whom the tokens have to be for
/// @param jwksUrl where its public keys are, https unless it is this machine: whoever could change
///   them on the way could name anybody; read anew when a token names one that is not known
/// @param rolesClaim the claim that lists roles; a dot goes one object down, as in
///   `realm_access.roles`
/// @param centreClaim the claim with the centre's code
/// @param nameClaim the claim with the name that colleagues know
/// @param clockSkew how far the provider's clock may be off
/// @param keysKeptFor how long the provider's keys are used before they are read anew
@ConfigurationProperties("shouwang.staff.login")
public record LoginSettings(
    @Nullable String issuer,
    @Bindable(defaultValue = "shouwang-staff") String audience,
    @Nullable URI jwksUrl,
    @Bindable(defaultValue = "roles") String rolesClaim,
    @Bindable(defaultValue = "centre") String centreClaim,
    @Bindable(defaultValue = "name") String nameClaim,
    @Bindable(defaultValue = "30s") Duration clockSkew,
    @Bindable(defaultValue = "10m") Duration keysKeptFor) {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  public LoginSettings {
    if ((issuer == null) != (jwksUrl == null)) {
      throw new IllegalArgumentException(
          "shouwang.staff.login: issuer and jwks-url belong together");
    }
    if (jwksUrl != null && !isSafe(jwksUrl)) {
      throw new IllegalArgumentException(
          "shouwang.staff.login.jwks-url: https, and http only on this machine");
    }
    if (audience.isBlank() || (issuer != null && issuer.isBlank())) {
      throw new IllegalArgumentException(
          "shouwang.staff.login: issuer and audience must not be empty");
    }
    if (clockSkew.isNegative() || clockSkew.compareTo(Duration.ofMinutes(2)) > 0) {
      throw new IllegalArgumentException(
          "shouwang.staff.login.clock-skew must be from 0 to 2 minutes");
    }
    if (keysKeptFor.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException(
          "shouwang.staff.login.keys-kept-for must be at least a minute");
    }
  }

  private static boolean isSafe(URI address) {
    String host = address.getHost();
    return host != null
        && ("https".equalsIgnoreCase(address.getScheme())
            || ("http".equalsIgnoreCase(address.getScheme()) && LOOPBACK.contains(host)));
  }
}
