package tw.shouwang.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LanguageNegotiator;

/// What a whole operation shares: the asker's language, and the one instant at which everything in
/// it is judged, so that two fields of one answer never disagree about the time.
///
/// Holds nothing that could tell who asks.
///
/// @param language the one of ours that texts are in
/// @param spoken the languages the asker can be spoken to in, the best first, also beyond our own;
///   primary subtags, e.g. `km`
public record RequestContext(Language language, List<String> spoken, Instant instant) {

  public RequestContext {
    spoken = List.copyOf(spoken);
  }

  /// What a request's `Accept-Language` asks for.
  public static RequestContext accepting(@Nullable String acceptLanguage, Instant instant) {
    return new RequestContext(
        LanguageNegotiator.negotiate(null, acceptLanguage),
        LanguageNegotiator.spoken(acceptLanguage),
        instant);
  }

  public static RequestContext of(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(
        environment.getGraphQlContext().get(RequestContext.class), "no request context");
  }

  /// The language of one field: its own argument where it was given, else the request's.
  public Language languageOr(@Nullable Language argument) {
    return argument == null ? language : argument;
  }

  /// The same request in another language alone: what the header says no longer counts, so that the
  /// answer depends on nothing but the request's own text.
  public RequestContext in(Language named) {
    return new RequestContext(named, List.of(LanguageNegotiator.primary(named.tag())), instant);
  }
}
