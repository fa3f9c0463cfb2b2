package tw.shouwang.api.concerns;

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
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// The GraphQL fields of concern reports.
@Singleton
@Requires(condition = InPublicProcess.class)
class ConcernFetchers implements SchemaSlice {

  private final ConcernService service;
  private final ResourceProblemService problems;
  private final Messages messages = Messages.of("concerns");

  ConcernFetchers(ConcernService service, ResourceProblemService problems) {
    this.service = service;
    this.problems = problems;
  }

  @Override
  public String name() {
    return "concerns";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.type(
        "Mutation",
        type ->
            type.dataFetcher("submitConcern", this::submitConcern)
                .dataFetcher("reportResourceProblem", this::reportResourceProblem));
    wiring.type("ResourceProblemReported", type -> type.dataFetcher("text", this::thanks));
  }

  private Object submitConcern(DataFetchingEnvironment environment) {
    SubmitConcernInput input = Arguments.read(environment, "input", SubmitConcernInput.class);
    RequestContext context = RequestContext.of(environment);
    return service
        .submit(
            input,
            CallerKey.of(environment),
            context.languageOr(input.language()),
            input.language() == null ? context.spoken() : List.of(input.language().tag()),
            context.instant())
        .member();
  }

  private Object reportResourceProblem(DataFetchingEnvironment environment) {
    return problems
        .report(
            Arguments.read(environment, "input", ReportResourceProblemInput.class),
            RequestContext.of(environment).language())
        .member();
  }

  private String thanks(DataFetchingEnvironment environment) {
    Language argument = environment.getArgument("language");
    return messages.text(RequestContext.of(environment).languageOr(argument), "problem.reported");
  }
}
