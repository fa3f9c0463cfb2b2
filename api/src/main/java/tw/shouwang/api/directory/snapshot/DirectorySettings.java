package tw.shouwang.api.directory.snapshot;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Settings of the directory, under `shouwang.directory`.
///
/// @param folder the folder of the last snapshot; by default `directory` in the data folder
/// @param poll how often the database is queried for changes without a notice
/// @param calendarWarning how long before the end of the loaded calendar the warning starts
/// @param removalsKept how long the feed of changes contains a removed entry; a client with an
///   older version must load the whole bundle
/// @param closuresKept how long an area's closure is stored after its end
/// @param agencyLinksValid how long an agency's link is valid
@ConfigurationProperties("shouwang.directory")
public record DirectorySettings(
    @Nullable String folder,
    @Bindable(defaultValue = "5s") Duration poll,
    @Bindable(defaultValue = "60d") Duration calendarWarning,
    @Bindable(defaultValue = "400d") Duration removalsKept,
    @Bindable(defaultValue = "7d") Duration closuresKept,
    @Bindable(defaultValue = "30d") Duration agencyLinksValid) {

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
    require(
        "shouwang.directory",
        agencyLinksValid.compareTo(Duration.ofHours(1)) >= 0
            && agencyLinksValid.compareTo(Duration.ofDays(90)) <= 0,
        "agency-links-valid must be 1h to 90d");
  }
}
