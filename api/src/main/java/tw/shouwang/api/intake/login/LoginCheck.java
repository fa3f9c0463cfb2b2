package tw.shouwang.api.intake.login;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Resource;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;
import tw.shouwang.api.trust.TrustedCertificates;

/// Checks whether staff can log in: that the identity provider's keys can be fetched.
@Singleton
@Requires(condition = InStaffProcess.class)
final class LoginCheck implements SetupCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final LoginSettings settings;
  private final BeanProvider<ProviderKeys> fetched;
  private final boolean production;

  LoginCheck(LoginSettings settings, BeanProvider<ProviderKeys> fetched, Environment environment) {
    this.settings = settings;
    this.fetched = fetched;
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
      Resource read = fetched.get().within(PATIENCE).retrieveResource(keys.toURL());
      int known = JWKSet.parse(read.getContent()).getKeys().size();
      return List.of(
          known == 0
              ? found(Level.WRONG, "shouwang.staff.login.jwks-url has no key.")
              : found(Level.OK, "The provider gives %d keys.".formatted(known)));
    } catch (IOException | ParseException e) {
      return List.of(
          found(
              Level.WRONG,
              TrustedCertificates.refusedIn(e)
                  ? "shouwang.staff.login.jwks-url has " + TrustedCertificates.whyRefused() + "."
                  : "shouwang.staff.login.jwks-url "
                      + (e instanceof ParseException
                          ? "answers something else than a provider's keys (a JSON object with"
                              + " `keys`)."
                          : "does not answer: " + e.getClass().getSimpleName() + ".")));
    }
  }
}
