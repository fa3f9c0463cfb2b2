package tw.shouwang.api.pages;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.util.List;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;

/// Checks whether the service's own public address is set: anybody can choose the host that a
/// request names.
@Singleton
@Requires(condition = InPublicProcess.class)
final class OriginsCheck implements SetupCheck {

  private static final String TOPIC = "pages";

  private final PagesSettings settings;
  private final boolean production;

  OriginsCheck(PagesSettings settings, Environment environment) {
    this.settings = settings;
    this.production = environment.getActiveNames().contains(Environments.PROD);
  }

  @Override
  public String topic() {
    return TOPIC;
  }

  @Override
  public boolean atStart() {
    return true;
  }

  @Override
  public List<SetupFinding> look() {
    return List.of(of(settings.origins(), production));
  }

  static SetupFinding of(List<String> origins, boolean production) {
    if (production && origins.isEmpty()) {
      return new SetupFinding(
          Level.MISSING,
          TOPIC,
          "set shouwang.pages.origins to the public address of the pages, e.g."
              + " https://help.example.");
    }
    if (production && !origins.stream().allMatch(origin -> origin.startsWith("https:"))) {
      return new SetupFinding(
          Level.WRONG, TOPIC, "shouwang.pages.origins must begin with https in prod.");
    }
    return new SetupFinding(
        Level.OK,
        TOPIC,
        origins.isEmpty()
            ? "Pages are at this process's own address, as in development."
            : "Pages are at " + String.join(", ", origins) + ".");
  }
}
