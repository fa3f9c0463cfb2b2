package tw.shouwang.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LanguageNegotiator;

/// What a whole operation shares: the caller's language, and one instant for everything in it, so
/// that two fields of one answer never disagree about the time.
///
/// Holds nothing that identifies the caller.
///
/// @param language our language that texts are in
/// @param spoken the languages that the caller understands, the best first, also languages without
///   texts of ours; primary subtags, e.g. `km`
public record RequestContext(Language language, List<String> spoken, Instant instant) {

  public RequestContext {
    spoken = List.copyOf(spoken);
  }

  /// The context for a request's `Accept-Language`.
  public static RequestContext accepting(@Nullable String acceptLanguage, Instant instant) {
    return new RequestContext(
        LanguageNegotiator.negotiate(null, acceptLanguage),
        LanguageNegotiator.spoken(acceptLanguage),
        instant);
  }

  /// The context of a field: the request's, unless an object above the field has a reader of its
  /// own.
  public static RequestContext of(DataFetchingEnvironment environment) {
    RequestContext above =
        environment.getLocalContext() instanceof RequestContext own
            ? own
            : Objects.requireNonNull(
                environment.getGraphQlContext().get(RequestContext.class), "no request context");
    return environment.getSource() instanceof ReaderBound bound ? bound.readBy(above) : above;
  }

  /// The language of one field: its own argument if given, else the request's.
  public Language languageOr(@Nullable Language argument) {
    return argument == null ? language : argument;
  }

  /// The same request in the named language only. The header no longer counts, so that the answer
  /// depends on the request's own text alone.
  public RequestContext in(Language named) {
    return new RequestContext(named, List.of(LanguageNegotiator.primary(named.tag())), instant);
  }
}
