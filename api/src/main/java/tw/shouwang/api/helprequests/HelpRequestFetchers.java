package tw.shouwang.api.helprequests;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.ratelimits.CallerKey;

/// The GraphQL fields of requests for help.
@Singleton
@Requires(condition = InPublicProcess.class)
class HelpRequestFetchers implements SchemaSlice {

  private final HelpRequestService service;

  HelpRequestFetchers(HelpRequestService service) {
    this.service = service;
  }

  @Override
  public String name() {
    return "helprequests";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.type("Mutation", type -> type.dataFetcher("requestHelp", this::requestHelp));
  }

  private Object requestHelp(DataFetchingEnvironment environment) {
    RequestHelpInput input = Arguments.read(environment, "input", RequestHelpInput.class);
    RequestContext context = RequestContext.of(environment);
    return service
        .request(
            input,
            CallerKey.of(environment),
            context.languageOr(input.language()),
            input.language() == null ? context.spoken() : List.of(input.language().tag()))
        .member();
  }
}
