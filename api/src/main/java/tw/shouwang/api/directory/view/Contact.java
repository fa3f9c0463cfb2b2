package tw.shouwang.api.directory.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.EntryContact;
import tw.shouwang.api.directory.entries.Hours;
import tw.shouwang.api.directory.entries.PhoneNumber;
import tw.shouwang.api.directory.entries.Source;
import tw.shouwang.api.directory.hours.Availability;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.graphql.RequestContext;

/// One contact of a [Resource] for the same caller: the GraphQL type `Contact`.
public final class Contact {

  private final Resource resource;
  private final EntryContact contact;
  private final int index;

  Contact(Resource resource, EntryContact contact, int index) {
    this.resource = resource;
    this.contact = contact;
    this.index = index;
  }

  public Resource resource() {
    return resource;
  }

  public EntryContact data() {
    return contact;
  }

  /// Names this contact of the entry as the request sees it.
  public String id(RequestContext request) {
    return resource.id(request) + "." + resource.item().contactName(index);
  }

  public Availability availability(Instant instant) {
    DirectorySnapshot snapshot = resource.snapshot();
    return snapshot
        .timetable(resource.item().contactTimetable(index))
        .at(instant, snapshot.calendar());
  }

  public ContactKind kind() {
    return contact.kind();
  }

  @Nullable
  public String dial() {
    return contact.dial();
  }

  @Nullable
  public String telUri() {
    return contact.telUri();
  }

  /// The number as a link that begins a text message.
  @Nullable
  public String smsUri() {
    return kind() == ContactKind.SMS && contact.dial() != null
        ? PhoneNumber.of(contact.dial()).map(number -> "sms:" + number.digits()).orElse(null)
        : null;
  }

  @Nullable String e164() {
    return contact.e164();
  }

  @Nullable
  public String url() {
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
