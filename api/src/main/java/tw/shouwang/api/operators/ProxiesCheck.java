package tw.shouwang.api.operators;

import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.util.List;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;

/// Checks whether the trusted proxies are set. In `prod` there must be one, for TLS.
@Singleton
final class ProxiesCheck implements SetupCheck {

  private static final String PROXIES = "shouwang.graphql.rate-limits.trusted-proxies";

  private final Environment settings;

  ProxiesCheck(Environment settings) {
    this.settings = settings;
  }

  @Override
  public String topic() {
    return "proxies";
  }

  @Override
  public boolean atStart() {
    return true;
  }

  @Override
  public List<SetupFinding> look() {
    boolean known =
        !settings.getActiveNames().contains(Environments.PROD)
            || SettingsCheck.isSet(settings, PROXIES);
    return List.of(
        known
            ? found(Level.OK, "Callers are told apart.")
            : found(
                Level.WEAK,
                Setting.variableOf(PROXIES)
                    + " is not set: behind a proxy all senders count as one caller."));
  }
}
