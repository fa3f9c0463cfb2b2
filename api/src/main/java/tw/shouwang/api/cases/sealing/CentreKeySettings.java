package tw.shouwang.api.cases.sealing;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.MapFormat;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which centre keys are trusted, and how long one is used, `shouwang.centre-keys.*`.
///
/// @param verification by centre, the public half of its keyset-signing key in base64; if not set,
///   development reads it from the key folder
/// @param directory the folder of the centres' verification files, which is looked at every minute;
///   a key in the settings is stronger than a file
/// @param validFor how long new cases are wrapped for one generation
/// @param keptFor how long a private key outlives its generation's end
@ConfigurationProperties("shouwang.centre-keys")
public record CentreKeySettings(
    @MapFormat(transformation = MapFormat.MapTransformation.FLAT) @Bindable(defaultValue = "")
        Map<String, String> verification,
    @Nullable String directory,
    @Bindable(defaultValue = "7d") Duration validFor,
    @Bindable(defaultValue = "14d") Duration keptFor) {

  public CentreKeySettings {
    verification = Map.copyOf(verification);
    require(
        "shouwang.centre-keys",
        validFor.toDays() >= 1 && keptFor.toDays() >= 1,
        "periods are of days");
  }
}
