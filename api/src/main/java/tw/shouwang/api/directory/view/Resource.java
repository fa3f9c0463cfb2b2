package tw.shouwang.api.directory.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Confidence;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.EntryContact;
import tw.shouwang.api.directory.entries.Hours;
import tw.shouwang.api.directory.entries.Network;
import tw.shouwang.api.directory.entries.ResourceId;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.entries.Source;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.directory.hours.Availability;
import tw.shouwang.api.directory.hours.AvailabilityState;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.IndexedEntry;
import tw.shouwang.graphql.ReaderBound;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.i18n.LocalizedText;

/// An entry for one caller: in one snapshot, with the contacts for the area that was asked for, at
/// the instant of the root field. This is the GraphQL type `Resource`; methods have the names of
/// its fields, and other slices only pass it on.
public final class Resource implements ReaderBound {

  private static final int LONGEST_SUCCESSION = 20;

  private final DirectorySnapshot snapshot;
  private final IndexedEntry item;
  private final Asked asked;

  public Resource(
      DirectorySnapshot snapshot, IndexedEntry item, ContactScope scope, @Nullable Instant at) {
    this(snapshot, item, Asked.in(scope, at));
  }

  public Resource(DirectorySnapshot snapshot, IndexedEntry item, Asked asked) {
    this.snapshot = snapshot;
    this.item = item;
    this.asked = asked;
  }

  /// The view of an entry for an id that [#id] has made.
  public static Optional<Resource> of(DirectorySnapshot snapshot, ResourceId id) {
    Optional<Area> area = Optional.ofNullable(id.area()).flatMap(snapshot::area);
    if (id.area() != null && area.isEmpty()) {
      return Optional.empty();
    }
    Asked asked =
        new Asked(
            area.map(ContactScope::in).orElse(ContactScope.everywhere()),
            id.at(),
            id.at() != null,
            id.spoken(),
            id.reader(),
            false);
    return snapshot.byId(id.entry()).map(item -> new Resource(snapshot, item, asked));
  }

  /// The id under which a cache may keep this view of the entry, for a request.
  public String id(RequestContext request) {
    return asked.id(item.entry().id(), request);
  }

  public String key() {
    return item.entry().key();
  }

  public ResourceKind kind() {
    return item.entry().kind();
  }

  /// Its name in every language that it has.
  public LocalizedText names() {
    return entry().name();
  }

  /// The number to call as it is dialled: its own, else its replacement's.
  public Optional<String> numberToCall() {
    Optional<String> own =
        contacts().stream()
            .filter(contact -> contact.kind() == ContactKind.VOICE)
            .flatMap(contact -> Optional.ofNullable(contact.dial()).stream())
            .findFirst();
    Resource via = contactVia();
    return own.isPresent() || via == null ? own : via.numberToCall();
  }

  /// Whether somebody answers in this language, directly or through an interpreter.
  ///
  /// @param tag BCP 47; regional variants of one language count as the same
  public boolean answersIn(String tag) {
    return item.answersIn(IndexedEntry.primary(tag));
  }

  /// How well it answers a person with these languages at an instant. The first of the languages
  /// that it answers in decides. Contacts for a language have their own hours: 1990 is always open,
  /// but in Vietnamese on weekdays only.
  ///
  /// @param tags BCP 47, the best first, as in [#answersIn(String)]
  public Answering answering(List<String> tags, Instant at) {
    return tags.stream()
        .filter(this::answersIn)
        .findFirst()
        .map(tag -> Answering.of(stateIn(IndexedEntry.primary(tag), at), true))
        .orElseGet(() -> Answering.of(availability(at).state(), false));
  }

  /// Whether nobody answers at an instant, in any language.
  public boolean isClosed(Instant at) {
    return availability(at).state() == AvailabilityState.CLOSED;
  }

  private AvailabilityState stateIn(String primary, Instant at) {
    List<AvailabilityState> own =
        contacts().stream()
            .filter(contact ->
                contact.languages().stream()
                    .anyMatch(spoken -> IndexedEntry.primary(spoken).equals(primary)))
            .map(contact -> contact.availability(at).state())
            .toList();
    if (own.isEmpty()) {
      return availability(at).state();
    }
    return Stream.of(AvailabilityState.OPEN, AvailabilityState.UNKNOWN)
        .filter(own::contains)
        .findFirst()
        .orElse(AvailabilityState.CLOSED);
  }

  /// Whether it may be used from this county: everything nationwide, and what covers the county or
  /// part of it. Without a county, only nationwide entries.
  public boolean serves(@Nullable Area county) {
    return entry().nationwide()
        || (county != null
            && entry().coverage().stream().anyMatch(covered -> covered.area().touches(county)));
  }

  public Entry entry() {
    return item.entry();
  }

  IndexedEntry item() {
    return item;
  }

  public DirectorySnapshot snapshot() {
    return snapshot;
  }

  public ContactScope scope() {
    return asked.scope();
  }

  /// The instant that the root field was given, if any.
  public Optional<Instant> at() {
    return Optional.ofNullable(asked.at());
  }

  /// Whether its id names who reads it.
  public boolean hasReader() {
    return asked.reader() != null;
  }

  @Override
  public RequestContext readBy(RequestContext request) {
    return asked.readBy(request);
  }

  /// Whether somebody answers a reader of Chinese.
  public Availability availability(Instant instant) {
    return availability(instant, "zh");
  }

  /// Whether somebody answers in the language that was asked for, else in the reader's. For a line
  /// that does not answer in it, its own hours decide.
  ///
  /// @param reader a primary tag
  public Availability availability(Instant instant, String reader) {
    int timetable = item.timetableFor(asked.spoken() == null ? reader : asked.spoken());
    return snapshot.timetable(timetable).at(instant, snapshot.calendar());
  }

  @Nullable
  public Network network() {
    return entry().network();
  }

  public List<Topic> topics() {
    return entry().topics();
  }

  public List<Contact> contacts() {
    List<EntryContact> all = entry().contacts();
    int[] shown = asked.scope().select(all);
    List<Contact> contacts = new ArrayList<>(shown.length);
    for (int index : shown) {
      contacts.add(new Contact(this, all.get(index), index));
    }
    return Collections.unmodifiableList(contacts);
  }

  @Nullable String dial() {
    return call().map(EntryContact::dial).orElse(null);
  }

  @Nullable String telUri() {
    return call().map(EntryContact::telUri).orElse(null);
  }

  private Optional<EntryContact> call() {
    return Arrays.stream(asked.scope().select(entry().contacts()))
        .mapToObj(entry().contacts()::get)
        .filter(contact -> contact.kind() == ContactKind.VOICE && contact.telUri() != null)
        .findFirst();
  }

  @Nullable Resource contactVia() {
    return other(entry().contactVia());
  }

  @Nullable
  public Hours hours() {
    return entry().hoursGiven() ? entry().hours() : null;
  }

  public List<Area> coverage() {
    return item.coverage();
  }

  public boolean nationwide() {
    return entry().nationwide();
  }

  public Entry.@Nullable Location location() {
    return entry().location();
  }

  @Nullable Boolean freeOfCharge() {
    return entry().freeOfCharge();
  }

  public List<String> languages() {
    return entry().languages();
  }

  List<String> interpreterLanguages() {
    return entry().interpreterLanguages();
  }

  @Nullable
  public Resource supersededBy() {
    return other(entry().supersededBy());
  }

  /// The entry to turn to: itself, or its final replacement; empty if nobody should be sent there.
  public Optional<Resource> inUse() {
    Resource here = this;
    for (int step = 0; step < LONGEST_SUCCESSION && here != null; step++) {
      switch (here.entry().status()) {
        case ACTIVE, TEMPORARILY_CLOSED -> {
          return Optional.of(here);
        }
        case DO_NOT_REFER -> {
          return Optional.empty();
        }
        case SUPERSEDED -> here = here.supersededBy();
      }
    }
    return Optional.empty();
  }

  /// The entries that it refers to: its direct and its final replacement, and the entry to call
  /// instead.
  public List<Resource> related() {
    Stream<@Nullable Resource> named =
        Stream.of(supersededBy(), inUse().orElse(null), contactVia());
    return named.flatMap(Stream::ofNullable).distinct().toList();
  }

  List<Resource> supersedes() {
    return snapshot.predecessors(key()).stream().map(this::beside).toList();
  }

  public List<Source> sources() {
    return entry().sources();
  }

  public LocalDate asOf() {
    return entry().asOf();
  }

  @Nullable
  public Instant verifiedAt() {
    return entry().verifiedAt();
  }

  Confidence confidence() {
    return entry().confidence();
  }

  /// Another entry for the same caller.
  public Resource beside(IndexedEntry other) {
    return new Resource(snapshot, other, asked);
  }

  private @Nullable Resource other(@Nullable String key) {
    return key == null ? null : snapshot.byKey(key).map(this::beside).orElse(null);
  }
}
