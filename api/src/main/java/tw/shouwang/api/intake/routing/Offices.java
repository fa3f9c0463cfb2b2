package tw.shouwang.api.intake.routing;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.Resource;
import tw.shouwang.api.directory.ResourceKind;

/// Finds the entry of the directory that a row of the table means.
@Singleton
class Offices {

  private final Directory directory;

  Offices(Directory directory) {
    this.directory = directory;
  }

  /// Whether a row may name it: an entry that is there, or a kind of which districts have one.
  boolean isKnown(String office) {
    return kind(office).isPresent() || directory.resource(office).isPresent();
  }

  /// The office for a case's area; nothing where the sender named the county alone and the office
  /// is the district's.
  Optional<Resource> of(String office, String area) {
    return kind(office)
        .map(kind -> directory.ofDistrict(kind, area).stream().findFirst())
        .orElseGet(() -> directory.resource(office));
  }

  private static Optional<ResourceKind> kind(String office) {
    return Arrays.stream(ResourceKind.values())
        .filter(kind ->
            kind == ResourceKind.WELFARE_CENTRE || kind == ResourceKind.MENTAL_HEALTH_CENTRE)
        .filter(kind -> kind.name().equals(office))
        .findFirst();
  }
}
