package tw.shouwang.api.intake.work;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.CallAttempt;
import tw.shouwang.api.intake.answers.CallOutcome;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffSlice;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.RequestContext;

/// The GraphQL fields of calls to senders.
@Singleton
@Requires(condition = InStaffProcess.class)
class CallFetchers implements StaffSlice {

  private final PlannedCalls calls;
  private final StaffCaseService service;

  CallFetchers(PlannedCalls calls, StaffCaseService service) {
    this.calls = calls;
    this.service = service;
  }

  @Override
  public String name() {
    return "calls";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .type("Query", type -> type.dataFetcher("plannedCalls", this::planned))
        .type(
            "Mutation",
            type ->
                type.dataFetcher(
                    "recordCall",
                    StaffCaseFetchers.step(CaseInputs.RecordCall.class, service::recordCall)))
        .type(
            "CallAttempt",
            type ->
                type.dataFetcher("by", environment -> attempt(environment).workerName())
                    .dataFetcher("outcome", CallFetchers::outcome)
                    .dataFetcher("at", environment -> attempt(environment).triedAt()))
        .type(
            "DueCallConnection",
            type ->
                type.dataFetcher(
                    "movedBefore",
                    environment ->
                        calls.movedBefore(
                            StaffMember.of(environment),
                            Objects.requireNonNull(environment.<PlannedCalls.Page>getSource()))))
        .type(
            "DueCall",
            type ->
                type.dataFetcher("case", environment -> call(environment).known())
                    .dataFetcher(
                        "due", environment -> !call(environment).at().isAfter(now(environment))));
  }

  private PlannedCalls.Page planned(DataFetchingEnvironment environment) {
    return calls.page(
        StaffMember.of(environment),
        Boolean.TRUE.equals(environment.<Boolean>getArgument("mine")),
        environment.getArgument("until"),
        Arguments.orDefault(environment, "first", 20),
        environment.getArgument("after"));
  }

  private static Instant now(DataFetchingEnvironment environment) {
    return RequestContext.of(environment).instant();
  }

  private static @Nullable String outcome(DataFetchingEnvironment environment) {
    String name = attempt(environment).outcome();
    return Arrays.stream(CallOutcome.values()).anyMatch(each -> each.name().equals(name))
        ? name
        : null;
  }

  private static CallAttempt attempt(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<CallAttempt>getSource());
  }

  private static PlannedCalls.Call call(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<PlannedCalls.Call>getSource());
  }
}
