package tw.shouwang.api.directory.entries;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.LocalizedText;

/// One line, chat, office or centre of the directory, checked, with all references resolved except
/// those to other entries, which are keys.
///
/// Null means "not found in a source"; for `modifiedAt`, that the entry was never in a database. A
/// guarded building or a tip line is never a place to visit: it has no location and no walk-in
/// contact.
public record Entry(
    UUID id,
    String key,
    ResourceKind kind,
    ResourceStatus status,
    Scope scope,
    @Nullable Network network,
    LocalizedText name,
    @Nullable LocalizedText purpose,
    LocalizedText agency,
    @Nullable String agencyCode,
    List<String> aliases,
    List<String> formerNumbers,
    List<Topic> topics,
    List<EntryContact> contacts,
    @Nullable String contactVia,
    Hours hours,
    boolean hoursGiven,
    List<Coverage> coverage,
    boolean nationwide,
    @Nullable Location location,
    @Nullable Boolean freeOfCharge,
    List<String> languages,
    List<String> interpreterLanguages,
    boolean localCode,
    boolean guarded,
    @Nullable String supersededBy,
    List<Source> sources,
    LocalDate asOf,
    @Nullable Instant verifiedAt,
    Confidence confidence,
    @Nullable Closure closure,
    long version,
    long revision,
    @Nullable Instant modifiedAt) {

  private static final Duration VERIFIED_FOR = Duration.ofDays(180);

  public Entry {
    aliases = List.copyOf(aliases);
    formerNumbers = List.copyOf(formerNumbers);
    topics = List.copyOf(topics);
    coverage = List.copyOf(coverage);
    languages = List.copyOf(languages);
    interpreterLanguages = List.copyOf(interpreterLanguages);
    sources = List.copyOf(sources);
    if (guarded || kind == ResourceKind.TIP_LINE) {
      location = null;
      contacts = contacts.stream().filter(c -> c.kind() != ContactKind.WALK_IN).toList();
    }
    contacts = List.copyOf(contacts);
  }

  /// An area that the entry covers, and the division of the map.
  public record Coverage(CoverageLayer layer, Area area) {}

  /// Where the entry is; `area` is its district, if known.
  public record Location(
      Point point, @Nullable LocalizedText address, Precision precision, @Nullable Area area) {}

  /// Whether lists may contain the entry.
  public boolean listed() {
    return switch (status) {
      case ACTIVE, TEMPORARILY_CLOSED -> true;
      case SUPERSEDED, DO_NOT_REFER -> false;
    };
  }

  /// The status at an instant, because a temporary closure has a start and an end.
  public ResourceStatus statusAt(Instant instant) {
    if (status != ResourceStatus.TEMPORARILY_CLOSED || closure == null) {
      return status;
    }
    return closure.holdsAt(LocalMinutes.of(instant)) ? status : ResourceStatus.ACTIVE;
  }

  public Freshness freshnessAt(Instant instant) {
    if (verifiedAt == null || confidence == Confidence.LOW) {
      return Freshness.UNVERIFIED;
    }
    return verifiedAt.plus(VERIFIED_FOR).isBefore(instant) ? Freshness.STALE : Freshness.VERIFIED;
  }

  /// All texts of the entry for readers.
  public List<LocalizedText> texts() {
    List<@Nullable LocalizedText> texts = new ArrayList<>();
    texts.add(name);
    texts.add(purpose);
    texts.add(agency);
    texts.add(hours.note());
    texts.add(location == null ? null : location.address());
    texts.add(closure == null ? null : closure.reason());
    coverage.forEach(covered -> texts.add(covered.area().name()));
    for (EntryContact contact : contacts) {
      texts.add(contact.label());
      texts.add(contact.note());
      texts.add(contact.hours().note());
      contact.coverage().forEach(area -> texts.add(area.name()));
    }
    return texts.stream().flatMap(Stream::ofNullable).distinct().toList();
  }

  /// The entry's order among otherwise equal entries: 0 for districts, 1 for a county, 2 for the
  /// whole country, 3 for nationwide lines that few people need.
  public int locality() {
    if (nationwide) {
      return scope == Scope.OPTIONAL && kind != ResourceKind.EMERGENCY ? 3 : 2;
    }
    return coverage.stream().anyMatch(covered -> covered.area().parent() == null) ? 1 : 0;
  }

  /// Whether the entry closes with the offices of an area: it follows the calendar and is in the
  /// area, or has no location and covers only parts of the area.
  public boolean shutWith(Area area, Hours hours) {
    if (nationwide
        || hours.roundTheClock()
        || hours.holidayRule() != HolidayRule.FOLLOWS_CALENDAR) {
      return false;
    }
    if (location != null && location.area() != null) {
      return location.area().within(area);
    }
    return !coverage.isEmpty() && coverage.stream().allMatch(c -> c.area().within(area));
  }
}
