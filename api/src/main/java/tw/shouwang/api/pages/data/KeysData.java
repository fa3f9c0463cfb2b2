package tw.shouwang.api.pages.data;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer of `page-keys.graphql`.
///
/// @param centreAnchors null where they cannot be read
@Serdeable
public record KeysData(
    @Nullable String draftNotice,
    List<Card> emergencyNumbers,
    @Nullable List<ShownAnchor> centreAnchors)
    implements Basics {

  /// A `CentreAnchor` of the schema.
  @Serdeable
  public record ShownAnchor(String code, String name, String fingerprint) {}
}
