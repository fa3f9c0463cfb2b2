package tw.shouwang.api.cases.sealing;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.foundation.CentreFingerprint;
import tw.shouwang.i18n.Language;

/// What a centre's verification file says: whom to trust with the reports of which areas. Apps
/// carry the same facts about every centre.
///
/// @param code the centre's code
/// @param name its name by language tag
/// @param counties the codes of the counties whose reports it takes
/// @param districts the codes of the districts in them that were known then
/// @param key the public half of the key that signs its keysets, 32 bytes of Ed25519 in base64
/// @param olderKey the key before that one, while keysets signed with it are in use
@Serdeable
public record CentreAnchor(
    String code,
    Map<String, String> name,
    List<String> counties,
    List<String> districts,
    String key,
    @Nullable String olderKey) {

  private static final int COUNTY_DIGITS = 5;

  public CentreAnchor {
    name = Map.copyOf(name);
    counties = List.copyOf(counties);
    districts = List.copyOf(districts);
  }

  /// Its keys, the present one first.
  ///
  /// @throws IllegalArgumentException if one is no key
  List<byte[]> keys() {
    return Stream.of(Stream.of(key), Stream.ofNullable(olderKey))
        .flatMap(each -> each)
        .map(CentreKeyFiles::decoded)
        .toList();
  }

  /// The fingerprint that people compare with a poster.
  public String fingerprint() {
    return CentreFingerprint.of(code, key).orElseThrow();
  }

  /// Its name in a language, else in English or Chinese.
  public String nameIn(Language language) {
    return Stream.of(language.tag(), Language.EN.tag(), Language.ZH_TW.tag())
        .map(name::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(code);
  }

  /// Whether it names the area or its county.
  boolean takes(String area) {
    return districts.contains(area)
        || (area.length() >= COUNTY_DIGITS && counties.contains(area.substring(0, COUNTY_DIGITS)));
  }
}
