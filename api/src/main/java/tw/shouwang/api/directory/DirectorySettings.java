package tw.shouwang.api.directory;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Settings of the directory, under `shouwang.directory`.
///
/// @param folder where the last snapshot is kept; by default `directory` in the data folder
/// @param poll how often the database is asked for changes when no notice comes
/// @param calendarWarning how long before the loaded calendar ends it is said that it will
@ConfigurationProperties("shouwang.directory")
record DirectorySettings(
    @Nullable String folder,
    @Bindable(defaultValue = "5s") Duration poll,
    @Bindable(defaultValue = "60d") Duration calendarWarning) {

  DirectorySettings {
    if (poll.compareTo(Duration.ofMillis(100)) < 0 || poll.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("shouwang.directory.poll must be 100ms to 1h");
    }
    if (calendarWarning.isNegative()) {
      throw new IllegalArgumentException(
          "shouwang.directory.calendar-warning must not be negative");
    }
  }
}
