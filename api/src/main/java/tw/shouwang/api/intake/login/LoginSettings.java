package tw.shouwang.api.intake.login;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The identity provider of the staff, under `shouwang.staff.login`.
///
/// @param issuer the provider's name, exactly as in its tokens
/// @param audience the audience that tokens must name
/// @param jwksUrl the address of the provider's public keys, https unless it is this machine:
///   somebody who can change the keys in transit could impersonate anybody. Read again when a token
///   names an unknown key
/// @param rolesClaim the claim with the list of roles; a dot goes one object down, as in
///   `realm_access.roles`
/// @param centreClaim the claim with the centre's code
/// @param nameClaim the claim with the member's name for colleagues
/// @param clockSkew how far the provider's clock may deviate
/// @param keysKeptFor how long the provider's keys are used before they are read again
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
