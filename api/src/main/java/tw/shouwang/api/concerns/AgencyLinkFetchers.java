package tw.shouwang.api.concerns;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import jakarta.inject.Singleton;
import java.util.Objects;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// The GraphQL fields with which an agency answers about its own entry.
@Singleton
class AgencyLinkFetchers implements SchemaSlice {

  private final Messages messages = Messages.of("concerns");
  private final AgencyLinkService service;

  AgencyLinkFetchers(AgencyLinkService service) {
    this.service = service;
  }

  @Override
  public String name() {
    return "agency-links";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .type("Query", type -> type.dataFetcher("agencyEntry", this::agencyEntry))
        .type("Mutation", type -> type.dataFetcher("answerAgencyLink", this::answerAgencyLink))
        .type("AgencyAnswerTaken", type -> type.dataFetcher("text", this::thanks));
  }

  private Object agencyEntry(DataFetchingEnvironment environment) {
    return service.open(
        Objects.requireNonNull(environment.<String>getArgument("token")),
        RequestContext.of(environment).language());
  }

  private Object answerAgencyLink(DataFetchingEnvironment environment) {
    return service.answer(
        Arguments.read(environment, "input", AnswerAgencyLinkInput.class),
        RequestContext.of(environment).language());
  }

  private String thanks(DataFetchingEnvironment environment) {
    Language argument = environment.getArgument("language");
    return messages.text(RequestContext.of(environment).languageOr(argument), "agency.taken");
  }
}
