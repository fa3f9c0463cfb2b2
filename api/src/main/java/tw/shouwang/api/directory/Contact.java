package tw.shouwang.api.directory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One contact of a [Resource] as the same asker sees it: the GraphQL type `Contact`.
final class Contact {

  private final Resource resource;
  private final EntryContact contact;
  private final int index;

  Contact(Resource resource, EntryContact contact, int index) {
    this.resource = resource;
    this.contact = contact;
    this.index = index;
  }

  Resource resource() {
    return resource;
  }

  EntryContact data() {
    return contact;
  }

  Availability availability(Instant instant) {
    DirectorySnapshot snapshot = resource.snapshot();
    return snapshot
        .timetable(resource.item().contactTimetable(index))
        .at(instant, snapshot.calendar());
  }

  ContactKind kind() {
    return contact.kind();
  }

  @Nullable String dial() {
    return contact.dial();
  }

  @Nullable String telUri() {
    return contact.telUri();
  }

  @Nullable String e164() {
    return contact.e164();
  }

  @Nullable String url() {
    return contact.url();
  }

  List<Area> coverage() {
    return contact.coverage();
  }

  List<String> languages() {
    return contact.languages();
  }

  @Nullable Boolean freeOfCharge() {
    return contact.freeOfCharge();
  }

  @Nullable Hours hours() {
    return switch (contact.hoursFrom()) {
      case ENTRY -> resource.hours();
      case OWN -> contact.hours();
      case UNKNOWN -> null;
    };
  }

  List<Source> sources() {
    return contact.sources();
  }
}
