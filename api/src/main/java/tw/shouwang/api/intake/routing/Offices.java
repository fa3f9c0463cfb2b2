package tw.shouwang.api.intake.routing;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.view.Resource;

/// Finds the entry of the directory that a row of the table means.
@Singleton
class Offices {

  private final Directory directory;

  Offices(Directory directory) {
    this.directory = directory;
  }

  /// Whether a row may name it: an entry that is there, or a kind of which districts have one.
  boolean isKnown(String office) {
    return kind(office).isPresent() || inUse(office).isPresent();
  }

  /// The office for a case's area; nothing where the office is the district's, and the sender named
  /// the county alone or the district is another centre's, as after a hand-over.
  Optional<Resource> of(String office, String area, String centre) {
    return kind(office)
        .map(kind ->
            isOf(centre, area)
                ? directory.ofDistrict(kind, area).stream().findFirst()
                : Optional.<Resource>empty())
        .orElseGet(() -> inUse(office));
  }

  /// What replaced it, where it was replaced; nothing where nobody is to be sent.
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
