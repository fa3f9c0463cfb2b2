package tw.shouwang.api.intake.routing;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.view.Resource;

/// Finds the directory's entry for the office of a routing row.
@Singleton
class Offices {

  private final Directory directory;

  Offices(Directory directory) {
    this.directory = directory;
  }

  /// Whether a row may name this office: an existing entry, or a kind that exists per district.
  boolean isKnown(String office) {
    return kind(office).isPresent() || inUse(office).isPresent();
  }

  /// The office for a case's area. Empty if the office is the district's and the sender named only
  /// the county, or if the district is another centre's, as after a transfer.
  Optional<Resource> of(String office, String area, String centre) {
    return kind(office)
        .map(kind ->
            isOf(centre, area)
                ? directory.ofDistrict(kind, area).stream().findFirst()
                : Optional.<Resource>empty())
        .orElseGet(() -> inUse(office));
  }

  /// The entry, or its replacement if it was replaced; empty if nobody should be sent there.
  private Optional<Resource> inUse(String office) {
    return directory.resource(office).flatMap(Resource::inUse);
  }

  private boolean isOf(String centre, String area) {
    return directory
        .area(area)
        .flatMap(directory::centreOf)
        .filter(owner -> owner.code().equals(centre))
        .isPresent();
  }

  private static Optional<ResourceKind> kind(String office) {
    return Arrays.stream(ResourceKind.values())
        .filter(kind ->
            kind == ResourceKind.WELFARE_CENTRE || kind == ResourceKind.MENTAL_HEALTH_CENTRE)
        .filter(kind -> kind.name().equals(office))
        .findFirst();
  }
}
