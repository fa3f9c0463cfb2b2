package tw.shouwang.api.directory.snapshot;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Settings of the directory, under `shouwang.directory`.
///
/// @param folder where the last snapshot is kept; by default `directory` in the data folder
/// @param poll how often the database is asked for changes when no notice comes
/// @param calendarWarning how long before the loaded calendar ends it is said that it will
/// @param removalsKept how long the feed of changes tells of an entry that is gone; whoever asks
///   from before that is told to take the whole bundle
/// @param closuresKept how long a closed area is remembered after its closure has ended
@ConfigurationProperties("shouwang.directory")
public record DirectorySettings(
    @Nullable String folder,
    @Bindable(defaultValue = "5s") Duration poll,
    @Bindable(defaultValue = "60d") Duration calendarWarning,
    @Bindable(defaultValue = "400d") Duration removalsKept,
    @Bindable(defaultValue = "7d") Duration closuresKept) {

  public DirectorySettings {
    require(
        "shouwang.directory",
        poll.compareTo(Duration.ofMillis(100)) >= 0 && poll.compareTo(Duration.ofHours(1)) <= 0,
        "poll must be 100ms to 1h");
    require(
        "shouwang.directory",
        !calendarWarning.isNegative(),
        "calendar-warning must not be negative");
    require(
        "shouwang.directory",
        removalsKept.compareTo(Duration.ofDays(1)) >= 0,
        "removals-kept must be a day or more");
    require("shouwang.directory", !closuresKept.isNegative(), "closures-kept must not be negative");
  }
}
