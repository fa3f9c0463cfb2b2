package tw.shouwang.api.directory.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.ResourceId;
import tw.shouwang.graphql.RequestContext;

/// What a root field was asked for, as far as the fields of an entry below it depend on it. Entries
/// that are reached from an entry are seen in the same way.
public final class Asked {

  private final ContactScope scope;
  private final @Nullable Instant at;
  private final boolean atNamed;
  private final @Nullable String spoken;
  private final ResourceId.@Nullable Reader reader;
  private final boolean listed;

  /// The part of an id that all entries of one answer share, for the last request that asked.
  private volatile @Nullable Suffix suffix;

  private record Suffix(RequestContext request, String text) {}

  /// @param at the instant that the fields are about; null for the operation's
  /// @param atNamed whether the query named that instant, and not only the cursor of a page
  /// @param spoken the primary tag of the language in which the line should answer, if one was
  ///   asked for
  /// @param reader who reads the texts, if an id names it; else the request says who
  /// @param listed whether the field lists entries and not views of them, so that each has its own
  ///   id
  public Asked(
      ContactScope scope,
      @Nullable Instant at,
      boolean atNamed,
      @Nullable String spoken,
      ResourceId.@Nullable Reader reader,
      boolean listed) {
    this.scope = scope;
    this.at = at;
    this.atNamed = atNamed;
    this.spoken = spoken;
    this.reader = reader;
    this.listed = listed;
  }

  /// For a field that has no argument but an area.
  public static Asked in(ContactScope scope, @Nullable Instant at) {
    return new Asked(scope, at, at != null, null, null, false);
  }

  /// For a feed, in which ids are the entries' own.
  public static Asked entriesThemselves() {
    return new Asked(ContactScope.everywhere(), null, false, null, null, true);
  }

  ContactScope scope() {
    return scope;
  }

  @Nullable Instant at() {
    return at;
  }

  @Nullable String spoken() {
    return spoken;
  }

  ResourceId.@Nullable Reader reader() {
    return reader;
  }

  /// The text of an entry's [ResourceId].
  String id(UUID entry, RequestContext request) {
    Suffix known = suffix;
    if (known == null || known.request != request) {
      known = new Suffix(request, listed ? "" : view(entry, request));
      suffix = known;
    }
    return entry.toString().concat(known.text);
  }

  private String view(UUID entry, RequestContext request) {
    return new ResourceId(
            entry,
            scope.area() == null ? null : scope.area().code(),
            atNamed ? at : null,
            spoken,
            ResourceId.Reader.of(request.language(), request.spoken()))
        .view();
  }

  RequestContext readBy(RequestContext request) {
    return reader == null
        ? request
        : new RequestContext(reader.language(), reader.understood(), request.instant());
  }
}
