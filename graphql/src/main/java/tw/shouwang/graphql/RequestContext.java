package tw.shouwang.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.Language;

/// What a whole operation shares: the asker's language, and the one instant at which everything in
/// it is judged, so that two fields of one answer never disagree about the time.
///
/// Holds nothing that could tell who asks.
public record RequestContext(Language language, Instant instant) {

  public static RequestContext of(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(
        environment.getGraphQlContext().get(RequestContext.class), "no request context");
  }

  /// The language of one field: its own argument where it was given, else the request's.
  public Language languageOr(@Nullable Language argument) {
    return argument == null ? language : argument;
  }

  /// The same request in another language.
  public RequestContext in(Language named) {
    return new RequestContext(named, instant);
  }
}
