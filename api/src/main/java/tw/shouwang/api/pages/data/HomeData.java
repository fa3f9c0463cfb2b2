package tw.shouwang.api.pages.data;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The answers of `page-home.graphql` and `page-search.graphql`.
@Serdeable
public record HomeData(
    @Nullable String draftNotice,
    List<Card> emergencyNumbers,
    @Nullable List<PlaceName> areas,
    @Nullable Found resources,
    OfflineData.@Nullable DirectoryVersion directoryVersion)
    implements Basics {

  /// A `ResourceConnection` of the schema.
  @Serdeable
  public record Found(int totalCount, @Nullable Boolean fallback, List<Hit> edges) {}

  /// A `ResourceEdge` of the schema.
  @Serdeable
  public record Hit(@Nullable String understoodAs, Card node) {}

  public List<PlaceName> counties() {
    return all().stream().filter(place -> place.parent() == null).toList();
  }

  public List<PlaceName> districtsOf(PlaceName county) {
    return all().stream()
        .filter(place -> place.parent() != null && place.parent().code().equals(county.code()))
        .toList();
  }

  public Optional<PlaceName> place(@Nullable String code) {
    return all().stream().filter(place -> place.code().equals(code)).findFirst();
  }

  private List<PlaceName> all() {
    return areas == null ? List.of() : areas;
  }
}
