package tw.shouwang.api.pages.data;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
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

  public Places places() {
    return new Places(areas);
  }
}
