package tw.shouwang.api.intake.login;

import com.nimbusds.jose.jwk.JWKSet;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;

/// Checks whether staff can log in: that the identity provider's keys can be fetched.
@Singleton
@Requires(condition = InStaffProcess.class)
final class LoginCheck implements SetupCheck {

  private static final int MILLIS = 3_000;
  private static final int MOST_BYTES = 100_000;

  private final LoginSettings settings;
  private final boolean production;

  LoginCheck(LoginSettings settings, Environment environment) {
    this.settings = settings;
    this.production = environment.getActiveNames().contains(Environments.PROD);
  }

  @Override
  public String topic() {
    return "login";
  }

  @Override
  public boolean atStart() {
    return false;
  }

  @Override
  public List<SetupFinding> look() {
    URI keys = settings.jwksUrl();
    if (keys == null) {
      return List.of(
          found(
              production ? Level.MISSING : Level.WEAK,
              "shouwang.staff.login.issuer and shouwang.staff.login.jwks-url are not set: nobody"
                  + " can log in."));
    }
    try {
      int known = JWKSet.load(keys.toURL(), MILLIS, MILLIS, MOST_BYTES).getKeys().size();
      return List.of(
          known == 0
              ? found(Level.WRONG, "shouwang.staff.login.jwks-url has no key.")
              : found(Level.OK, "The provider gives %d keys.".formatted(known)));
    } catch (IOException | ParseException e) {
      return List.of(
          found(
              Level.WRONG,
              "shouwang.staff.login.jwks-url does not give the provider's keys: "
                  + e.getClass().getSimpleName()
                  + "."));
    }
  }
}
