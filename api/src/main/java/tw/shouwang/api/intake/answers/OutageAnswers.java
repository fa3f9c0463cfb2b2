package tw.shouwang.api.intake.answers;

import graphql.schema.DataFetcher;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.idl.SchemaDirectiveWiring;
import graphql.schema.idl.SchemaDirectiveWiringEnvironment;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.i18n.Messages;

/// What every staff field answers while storage is unavailable: a mutation is refused with a typed
/// answer, a query gets the error TEMPORARILY_UNAVAILABLE. Other failures remain faults.
final class OutageAnswers implements SchemaDirectiveWiring {

  private final Messages messages = Messages.of("intake");
  private final StaffRefusals refusals;

  OutageAnswers(StaffRefusals refusals) {
    this.refusals = refusals;
  }

  @Override
  public GraphQLFieldDefinition onField(
      SchemaDirectiveWiringEnvironment<GraphQLFieldDefinition> environment) {
    if (environment.getElement().getAppliedDirective("allowed") == null) {
      return environment.getElement();
    }
    boolean isStep =
        environment.getFieldsContainer() instanceof GraphQLNamedType type
            && type.getName().equals("Mutation");
    DataFetcher<?> fetcher = environment.getFieldDataFetcher();
    return environment.setFieldDataFetcher(asked -> {
      try {
        return fetcher.get(asked);
      } catch (RuntimeException e) {
        if (!StorageOutage.isCauseOf(e)) {
          throw e;
        }
        if (isStep) {
          return refusals.of(
              StaffRefusalCode.TEMPORARILY_UNAVAILABLE, RequestContext.of(asked).language(), null);
        }
        throw unavailable();
      }
    });
  }

  private RequestError unavailable() {
    StaffRefusalCode code = StaffRefusalCode.TEMPORARILY_UNAVAILABLE;
    return new RequestError(code.name(), language -> messages.text(language, "refusal." + code));
  }
}
