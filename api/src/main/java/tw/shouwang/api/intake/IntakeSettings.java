package tw.shouwang.api.intake;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// What can be set about the staff's side, under `shouwang.intake`.
///
/// @param newCasesEvery how often a node looks for new cases while somebody watches
@ConfigurationProperties("shouwang.intake")
record IntakeSettings(@Bindable(defaultValue = "2s") Duration newCasesEvery) {

  IntakeSettings {
    if (!newCasesEvery.isPositive()) {
      throw new IllegalArgumentException("shouwang.intake.new-cases-every must be positive");
    }
  }
}
