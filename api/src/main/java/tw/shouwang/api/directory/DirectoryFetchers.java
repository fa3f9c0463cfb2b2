package tw.shouwang.api.directory;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.AreaClosure;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.Freshness;
import tw.shouwang.api.directory.entries.Hours;
import tw.shouwang.api.directory.entries.OpeningPeriod;
import tw.shouwang.api.directory.entries.ResourceId;
import tw.shouwang.api.directory.entries.ResourceStatus;
import tw.shouwang.api.directory.hours.Availability;
import tw.shouwang.api.directory.published.UnderstandingFile;
import tw.shouwang.api.directory.search.Alternatives;
import tw.shouwang.api.directory.search.AreaSearch;
import tw.shouwang.api.directory.search.DirectoryErrors;
import tw.shouwang.api.directory.search.DirectorySearch;
import tw.shouwang.api.directory.search.ResourceFilter;
import tw.shouwang.api.directory.search.SearchCounter;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.directory.understanding.Situation;
import tw.shouwang.api.directory.view.Contact;
import tw.shouwang.api.directory.view.DirectoryWords;
import tw.shouwang.api.directory.view.HoursWords;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.api.directory.view.ShareText;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.NodeSource;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.i18n.DraftNotice;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LocalizedText;

/// The GraphQL fields of the directory. A nested `at` defaults to the root field's `at`, and that
/// to the operation's instant.
@Singleton
class DirectoryFetchers {

  private final SnapshotStore store;
  private final Directory directory;
  private final DirectorySearch search;
  private final SearchCounter searches;
  private final AreaSearch areaSearch;
  private final Alternatives alternatives;
  private final DirectoryWords words;
  private final HoursWords hoursWords;
  private final ShareText shareText;
  private final DirectoryErrors errors;
  private final UnderstandingFile understanding;
  private final List<NodeSource> nodes;

  DirectoryFetchers(
      SnapshotStore store,
      Directory directory,
      DirectorySearch search,
      SearchCounter searches,
      AreaSearch areaSearch,
      Alternatives alternatives,
      DirectoryWords words,
      HoursWords hoursWords,
      ShareText shareText,
      DirectoryErrors errors,
      UnderstandingFile understanding,
      List<NodeSource> nodes) {
    this.store = store;
    this.directory = directory;
    this.search = search;
    this.searches = searches;
    this.areaSearch = areaSearch;
    this.alternatives = alternatives;
    this.words = words;
    this.hoursWords = hoursWords;
    this.shareText = shareText;
    this.errors = errors;
    this.understanding = understanding;
    this.nodes = List.copyOf(nodes);
  }

  ResourceConnection resources(DataFetchingEnvironment environment) {
    RequestContext context = RequestContext.of(environment);
    DirectoryCaching.thisMinute(environment);
    ResourceFilter filter = Arguments.readOrNull(environment, "filter", ResourceFilter.class);
    DirectorySnapshot snapshot = store.current();
    DirectorySearch.Page page =
        search.search(
            snapshot,
            new DirectorySearch.Question(
                filter == null ? ResourceFilter.NONE : filter,
                environment.getArgument("at"),
                first(environment),
                environment.getArgument("after"),
                environment.getArgument("last"),
                environment.getArgument("before"),
                context.spoken()),
            context.instant());
    if (filter != null && filter.text() != null) {
      searches.count(page.totalCount());
    }
    return ResourceConnection.of(snapshot, page);
  }

  /// The argument `first`; null if only `last` was sent. The schema's default of 20 is for forward
  /// pages: beside `last` it would first cut the list to its first 20 entries.
  private static @Nullable Integer first(DataFetchingEnvironment environment) {
    return environment.getArgument("last") == null || Arguments.isSent(environment, "first")
        ? Arguments.orDefault(environment, "first", 20)
        : null;
  }

  @Nullable String understoodAs(DataFetchingEnvironment environment) {
    Situation situation =
        Objects.requireNonNull(environment.<ResourceConnection.ResourceEdge>getSource())
            .hit()
            .understoodAs();
    return situation == null
        ? null
        : words.text(language(environment), "understood." + situation.code());
  }

  @Nullable Resource resource(DataFetchingEnvironment environment) {
    DirectoryCaching.lasting(environment);
    return directory.resource(id(environment)).orElse(null);
  }

  List<Resource> emergencyNumbers(DataFetchingEnvironment environment) {
    DirectoryCaching.lasting(environment);
    return directory.emergency(environment.getArgument("area"));
  }

  List<Area> areas(DataFetchingEnvironment environment) {
    DirectoryCaching.lasting(environment);
    return areaSearch.areas(
        store.current(), environment.getArgument("parent"), environment.getArgument("text"));
  }

  /// The GraphQL type of the same name.
  record DirectoryVersion(
      String version,
      Instant builtAt,
      int resourceCount,
      @Nullable LocalDate calendarUntil,
      String understanding) {}

  DirectoryVersion directoryVersion(DataFetchingEnvironment environment) {
    DirectoryCaching.lasting(environment);
    DirectorySnapshot snapshot = store.current();
    return new DirectoryVersion(
        snapshot.version(),
        snapshot.builtAt(),
        snapshot.size(),
        snapshot.calendar().until().orElse(null),
        understanding.hash());
  }

  DirectoryChanges directoryChanges(DataFetchingEnvironment environment) {
    DirectoryCaching.lasting(environment);
    int first = Arguments.orDefault(environment, "first", DirectorySearch.LARGEST_PAGE);
    if (first < 1 || first > DirectorySearch.LARGEST_PAGE) {
      throw errors.of(DirectoryErrors.Code.INVALID_FIRST);
    }
    return DirectoryChanges.since(
        store.current(), Objects.requireNonNull(environment.getArgument("since")), first);
  }

  @Nullable Object node(DataFetchingEnvironment environment) {
    DirectoryCaching.lasting(environment);
    return node(store.current(), id(environment), environment);
  }

  List<@Nullable Object> nodes(DataFetchingEnvironment environment) {
    DirectoryCaching.lasting(environment);
    List<String> ids = Objects.requireNonNull(environment.getArgument("ids"));
    if (ids.size() > DirectorySearch.LARGEST_PAGE) {
      throw errors.of(DirectoryErrors.Code.TOO_MANY_IDS);
    }
    DirectorySnapshot snapshot = store.current();
    return ids.stream().<@Nullable Object>map(id -> node(snapshot, id, environment)).toList();
  }

  private @Nullable Object node(
      DirectorySnapshot snapshot, String id, DataFetchingEnvironment environment) {
    Optional<Resource> entry = ResourceId.parse(id).flatMap(read -> Resource.of(snapshot, read));
    return entry.isPresent()
        ? entry.get()
        : nodes.stream()
            .<Object>flatMap(source -> source.node(id, environment).stream())
            .findFirst()
            .orElse(null);
  }

  String resourceId(DataFetchingEnvironment environment) {
    return resourceOf(environment).id(RequestContext.of(environment));
  }

  ResourceStatus status(DataFetchingEnvironment environment) {
    DirectoryCaching.thisMinute(environment);
    Resource resource = resourceOf(environment);
    return resource.entry().statusAt(instant(environment, resource));
  }

  String name(DataFetchingEnvironment environment) {
    return resourceOf(environment).entry().name().text(language(environment));
  }

  @Nullable String purpose(DataFetchingEnvironment environment) {
    return text(resourceOf(environment).entry().purpose(), environment);
  }

  String agency(DataFetchingEnvironment environment) {
    return resourceOf(environment).entry().agency().text(language(environment));
  }

  Language textLanguage(DataFetchingEnvironment environment) {
    return resourceOf(environment).entry().name().in(language(environment)).language();
  }

  @Nullable Language purposeLanguage(DataFetchingEnvironment environment) {
    return textLanguage(resourceOf(environment).entry().purpose(), environment);
  }

  Language agencyLanguage(DataFetchingEnvironment environment) {
    return resourceOf(environment).entry().agency().in(language(environment)).language();
  }

  @Nullable Object availability(DataFetchingEnvironment environment) {
    Resource resource = resourceOf(environment);
    String reader = resource.snapshot().bestSpoken(RequestContext.of(environment).spoken());
    Availability availability = resource.availability(instant(environment, resource), reader);
    DirectoryCaching.until(environment, availability);
    return below(environment, availability);
  }

  @Nullable Object contacts(DataFetchingEnvironment environment) {
    return below(environment, resourceOf(environment).contacts());
  }

  @Nullable Object coverage(DataFetchingEnvironment environment) {
    return below(environment, resourceOf(environment).coverage());
  }

  @Nullable Object ownHours(DataFetchingEnvironment environment) {
    return below(environment, resourceOf(environment).hours());
  }

  @Nullable Object location(DataFetchingEnvironment environment) {
    return below(environment, resourceOf(environment).location());
  }

  /// The value of an entry's field, with the entry's reader as context for the fields below it. An
  /// entry among those fields has its own reader.
  private static @Nullable Object below(
      DataFetchingEnvironment environment, @Nullable Object value) {
    return resourceOf(environment).hasReader()
        ? DataFetcherResult.newResult()
            .data(value)
            .localContext(RequestContext.of(environment))
            .build()
        : value;
  }

  List<Resource> alternatives(DataFetchingEnvironment environment) {
    DirectoryCaching.thisMinute(environment);
    Resource resource = resourceOf(environment);
    return alternatives.of(
        resource,
        instant(environment, resource),
        RequestContext.of(environment).spoken(),
        Arguments.orDefault(environment, "first", 3));
  }

  Freshness freshness(DataFetchingEnvironment environment) {
    DirectoryCaching.thisMinute(environment);
    Resource resource = resourceOf(environment);
    return resource.entry().freshnessAt(instant(environment, resource));
  }

  String shareText(DataFetchingEnvironment environment) {
    DirectoryCaching.thisMinute(environment);
    Resource resource = resourceOf(environment);
    Language language = language(environment);
    return Stream.concat(
            Stream.of(shareText.card(resource, instant(environment, resource), language)),
            DraftNotice.of(language).stream())
        .collect(Collectors.joining("\n"));
  }

  String contactKindName(DataFetchingEnvironment environment) {
    return words.text(language(environment), "kind." + contact(environment).kind());
  }

  String contactId(DataFetchingEnvironment environment) {
    return contact(environment).id(RequestContext.of(environment));
  }

  @Nullable String contactLabel(DataFetchingEnvironment environment) {
    return text(contact(environment).data().label(), environment);
  }

  @Nullable Language contactLabelLanguage(DataFetchingEnvironment environment) {
    return textLanguage(contact(environment).data().label(), environment);
  }

  @Nullable String contactNote(DataFetchingEnvironment environment) {
    return text(contact(environment).data().note(), environment);
  }

  @Nullable Language contactNoteLanguage(DataFetchingEnvironment environment) {
    return textLanguage(contact(environment).data().note(), environment);
  }

  Availability contactAvailability(DataFetchingEnvironment environment) {
    Contact contact = contact(environment);
    Availability availability = contact.availability(instant(environment, contact.resource()));
    DirectoryCaching.until(environment, availability);
    return availability;
  }

  @Nullable String closureReason(DataFetchingEnvironment environment) {
    return text(Objects.requireNonNull(environment.<AreaClosure>getSource()).reason(), environment);
  }

  String reason(DataFetchingEnvironment environment) {
    Availability availability = Objects.requireNonNull(environment.getSource());
    return words.reason(availability, language(environment));
  }

  Instant asOf(DataFetchingEnvironment environment) {
    DirectoryCaching.thisMinute(environment);
    return Objects.requireNonNull(environment.<Availability>getSource()).at();
  }

  String asOfText(DataFetchingEnvironment environment) {
    return words.asOf(asOf(environment), language(environment));
  }

  List<OpeningPeriod> weekly(DataFetchingEnvironment environment) {
    return hours(environment).inOrder();
  }

  @Nullable String hoursNote(DataFetchingEnvironment environment) {
    return text(hours(environment).note(), environment);
  }

  @Nullable Language hoursNoteLanguage(DataFetchingEnvironment environment) {
    return textLanguage(hours(environment).note(), environment);
  }

  String hoursInWords(DataFetchingEnvironment environment) {
    return hoursWords.inWords(hours(environment), language(environment));
  }

  String opens(DataFetchingEnvironment environment) {
    return OpeningPeriod.clock(
        Objects.requireNonNull(environment.<OpeningPeriod>getSource()).opens());
  }

  String closes(DataFetchingEnvironment environment) {
    return OpeningPeriod.clock(
        Objects.requireNonNull(environment.<OpeningPeriod>getSource()).closes());
  }

  String areaName(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<Area>getSource()).name().text(language(environment));
  }

  Language areaTextLanguage(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<Area>getSource())
        .name()
        .in(language(environment))
        .language();
  }

  double lat(DataFetchingEnvironment environment) {
    return place(environment).point().lat();
  }

  double lon(DataFetchingEnvironment environment) {
    return place(environment).point().lon();
  }

  @Nullable String address(DataFetchingEnvironment environment) {
    return text(place(environment).address(), environment);
  }

  private static String id(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.getArgument("id"));
  }

  private static Resource resourceOf(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.getSource());
  }

  private static Contact contact(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.getSource());
  }

  private static Hours hours(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.getSource());
  }

  private static Entry.Location place(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.getSource());
  }

  private static Language language(DataFetchingEnvironment environment) {
    return RequestContext.of(environment).languageOr(environment.getArgument("language"));
  }

  private static @Nullable String text(
      @Nullable LocalizedText text, DataFetchingEnvironment environment) {
    return text == null ? null : text.text(language(environment));
  }

  private static @Nullable Language textLanguage(
      @Nullable LocalizedText text, DataFetchingEnvironment environment) {
    return text == null ? null : text.in(language(environment)).language();
  }

  private static Instant instant(DataFetchingEnvironment environment, Resource resource) {
    return Optional.ofNullable(environment.<Instant>getArgument("at"))
        .or(resource::at)
        .orElseGet(() -> RequestContext.of(environment).instant());
  }
}
