package tw.shouwang.api.intake.routing;

import jakarta.inject.Singleton;
import java.util.Optional;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.directory.view.Resource;

/// Finds the directory's entry for the office of a routing row.
@Singleton
class Offices {

  private final Directory directory;

  Offices(Directory directory) {
    this.directory = directory;
  }

  /// Whether a row may name this office: an existing entry, or a kind that every county has.
  boolean isKnown(String office) {
    return named(office).isPresent();
  }

  /// The name under which an office is stored: a kind, or the key of an entry that is in use. Empty
  /// for anything else.
  Optional<String> named(String office) {
    return OfficeKind.named(office)
        .map(OfficeKind::name)
        .or(() -> inUse(office).map(Resource::key));
  }

  /// The office that leads protection cases: the centre's own entry.
  String protectionOf(String centre) {
    return directory.centre(centre).map(Centre::resource).orElse(OfficeKind.WELFARE_CENTRE.name());
  }

  /// The office for a case's area. Empty if the office is the district's and the sender named only
  /// the county, or if the district is another centre's, as after a transfer.
  Optional<Resource> of(String office, String area, String centre) {
    return OfficeKind.named(office)
        .map(kind ->
            kind.entries()
                .filter(_ -> isOf(centre, area))
                .flatMap(entries -> directory.ofDistrict(entries, area).stream().findFirst()))
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
}
