package tw.shouwang.api.pages.data;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.Language;

/// An `Area` of the schema: a county or city, or a district.
@Serdeable
public record PlaceName(
    String code,
    String name,
    Language textLanguage,
    @Nullable Boolean served,
    @Nullable Code parent) {

  @Serdeable
  public record Code(String code) {}
}
