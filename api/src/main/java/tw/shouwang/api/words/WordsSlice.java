package tw.shouwang.api.words;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.CacheHint;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.i18n.DraftNotice;
import tw.shouwang.i18n.Language;

/// Tells apps that the texts in a language are drafts, and how to report corrections.
@Singleton
class WordsSlice implements SchemaSlice {

  private static final Duration LONGEST = Duration.ofHours(1);

  @Override
  public String name() {
    return "words";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.type("Query", type -> type.dataFetcher("draftNotice", this::draftNotice));
  }

  private @Nullable String draftNotice(DataFetchingEnvironment environment) {
    RequestContext request = RequestContext.of(environment);
    CacheHint.publicUntil(environment, request.instant().plus(LONGEST));
    Language language = request.languageOr(environment.getArgument("language"));
    return DraftNotice.of(language).orElse(null);
  }
}
