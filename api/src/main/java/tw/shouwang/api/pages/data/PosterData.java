package tw.shouwang.api.pages.data;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer of `page-poster.graphql`.
///
/// @param site where the poster hangs; null for an unknown code
@Serdeable
public record PosterData(
    @Nullable String draftNotice, List<Card> emergencyNumbers, @Nullable PosterSite site)
    implements Basics {

  /// A `Site` of the schema.
  ///
  /// @param exercise whether what comes with the code is an exercise
  /// @param fingerprint of the key of the centre for which reports from here are sealed
  @Serdeable
  public record PosterSite(
      PlaceName area,
      String gatekeeperKind,
      boolean exercise,
      String office,
      @Nullable String fingerprint) {}
}
