package tw.shouwang.api.intake.conferences;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.intake.answers.StaffRefusals;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffSlice;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.RequestContext;

/// The GraphQL fields of conferences about cases.
@Singleton
@Requires(condition = InStaffProcess.class)
class ConferenceFetchers implements StaffSlice {

  private final Conferences conferences;
  private final StaffRefusals refusals;

  ConferenceFetchers(Conferences conferences, StaffRefusals refusals) {
    this.conferences = conferences;
    this.refusals = refusals;
  }

  @Override
  public String name() {
    return "conferences";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .type("Query", type -> type.dataFetcher("conferences", this::list))
        .type("Mutation", type -> type.dataFetcher("saveConference", this::save))
        .type(
            "CaseConferenceConnection",
            type ->
                type.dataFetcher(
                    "movedBefore",
                    environment ->
                        conferences.movedBefore(
                            StaffMember.of(environment),
                            Objects.requireNonNull(environment.<Conferences.Page>getSource()))))
        .type(
            "CaseConference",
            type ->
                type.dataFetcher("case", environment -> source(environment).caseId().toString())
                    .dataFetcher("on", environment -> source(environment).heldOn())
                    .dataFetcher(
                        "outcome",
                        environment -> ConferenceOutcome.named(source(environment).outcome()))
                    .dataFetcher("savedBy", environment -> source(environment).workerName()));
  }

  /// The schema's type of the same name.
  record ConferenceSaved(ConferenceRow conference) {}

  private Conferences.Page list(DataFetchingEnvironment environment) {
    @Nullable String level = environment.getArgument("level");
    return conferences.page(
        StaffMember.of(environment),
        new Conferences.Question(
            environment.getArgument("case"),
            level == null ? null : ConferenceLevel.valueOf(level),
            environment.getArgument("from"),
            environment.getArgument("to"),
            Arguments.orDefault(environment, "first", 20),
            environment.getArgument("after")));
  }

  private Object save(DataFetchingEnvironment environment) {
    Map<String, Object> input =
        Objects.requireNonNull(environment.<Map<String, Object>>getArgument("input"));
    @Nullable Object outcome = input.get("outcome");
    Conferences.Answer answer =
        conferences.save(
            StaffMember.of(environment),
            new Conferences.Input(
                given(input, "case").toString(),
                ConferenceLevel.valueOf(given(input, "level").toString()),
                (LocalDate) given(input, "on"),
                outcome == null ? null : ConferenceOutcome.valueOf(outcome.toString())));
    return switch (answer) {
      case Conferences.Answer.Saved(var conference) -> new ConferenceSaved(conference);
      case Conferences.Answer.Refused(var code, var field) ->
          refusals.of(code, RequestContext.of(environment).language(), field);
    };
  }

  private static Object given(Map<String, Object> input, String field) {
    return Objects.requireNonNull(input.get(field));
  }

  private static ConferenceRow source(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<ConferenceRow>getSource());
  }
}
