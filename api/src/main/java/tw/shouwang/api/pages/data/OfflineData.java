package tw.shouwang.api.pages.data;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer of `page-offline.graphql`.
@Serdeable
public record OfflineData(
    @Nullable String draftNotice,
    List<Card> emergencyNumbers,
    @Nullable DirectoryVersion directoryVersion)
    implements Basics {

  /// A `DirectoryVersion` of the schema.
  ///
  /// @param understanding the name of the file by which devices understand texts
  @Serdeable
  public record DirectoryVersion(String understanding) {}
}
