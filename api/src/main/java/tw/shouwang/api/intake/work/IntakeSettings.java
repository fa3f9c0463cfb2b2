package tw.shouwang.api.intake.work;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// Settings of the staff's side, under `shouwang.intake`.
///
/// @param newCasesEvery how often a node polls for new cases while somebody watches, from 100 ms to
///   a minute: a new case should appear at once, without constant queries
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
