package tw.shouwang.api.concerns;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import jakarta.inject.Singleton;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.SchemaSlice;

/// Reports of concern, as GraphQL sends them.
@Singleton
class ConcernFetchers implements SchemaSlice {

  private final ConcernService service;

  ConcernFetchers(ConcernService service) {
    this.service = service;
  }

  @Override
  public String name() {
    return "concerns";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.type("Mutation", type -> type.dataFetcher("submitConcern", this::submitConcern));
  }

  private Object submitConcern(DataFetchingEnvironment environment) {
    SubmitConcernInput input = Arguments.read(environment, "input", SubmitConcernInput.class);
    RequestContext context = RequestContext.of(environment);
    return service.submit(input, context.languageOr(input.language()), context.instant());
  }
}
