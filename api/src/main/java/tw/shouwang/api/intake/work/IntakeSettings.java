package tw.shouwang.api.intake.work;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// What can be set about the staff's side, under `shouwang.intake`.
///
/// @param newCasesEvery how often a node looks for new cases while somebody watches, from 100 ms to
///   a minute: what comes in is to be seen at once, and the database is not to be asked all the
///   time
@ConfigurationProperties("shouwang.intake")
record IntakeSettings(@Bindable(defaultValue = "2s") Duration newCasesEvery) {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  IntakeSettings {
    require(
        "shouwang.intake",
        newCasesEvery.compareTo(SHORTEST) >= 0 && newCasesEvery.compareTo(LONGEST) <= 0,
        "new-cases-every must be from 100 ms to a minute");
  }
}
