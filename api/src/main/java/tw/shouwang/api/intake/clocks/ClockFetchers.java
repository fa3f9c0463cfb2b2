package tw.shouwang.api.intake.clocks;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.intake.answers.ListPosition;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffSlice;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.Arguments;

/// The GraphQL fields of clocks.
@Singleton
@Requires(condition = InStaffProcess.class)
class ClockFetchers implements StaffSlice {

  private final ClockService clocks;

  ClockFetchers(ClockService clocks) {
    this.clocks = clocks;
  }

  @Override
  public String name() {
    return "clocks";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .type(
            "Query",
            type ->
                type.dataFetcher("missedClocks", this::missedClocks)
                    .dataFetcher(
                        "missedClockCount",
                        environment -> clocks.countMissed(StaffMember.of(environment)))
                    .dataFetcher("caseClocks", this::caseClocks)
                    .dataFetcher("closingCases", this::closingCases))
        .type(
            "CaseClock",
            type ->
                type.dataFetcher("case", environment -> clockOf(environment).caseId())
                    .dataFetcher("cursor", environment -> cursor(clockOf(environment).clock())))
        .type(
            "ClosingCaseConnection",
            type ->
                type.dataFetcher(
                    "movedBefore",
                    environment ->
                        clocks.movedBefore(
                            StaffMember.of(environment),
                            Objects.requireNonNull(environment.<ClosingCases>getSource()))))
        .type(
            "ClosingCase",
            type ->
                type.dataFetcher(
                    "case",
                    environment ->
                        Objects.requireNonNull(environment.<ClosingCases.ClosingCase>getSource())
                            .known()));
  }

  private static String cursor(RunningClock clock) {
    return new ListPosition(clock.dueAt(), clock.caseId(), clock.kind().name()).cursor();
  }

  private List<ShownClock> missedClocks(DataFetchingEnvironment environment) {
    return clocks.missed(
        StaffMember.of(environment), first(environment), environment.getArgument("after"));
  }

  private @Nullable List<ShownClock> caseClocks(DataFetchingEnvironment environment) {
    return clocks
        .ofCase(
            StaffMember.of(environment), String.valueOf(environment.<String>getArgument("case")))
        .orElse(null);
  }

  private ClosingCases closingCases(DataFetchingEnvironment environment) {
    return clocks.closingSoon(
        StaffMember.of(environment), first(environment), environment.getArgument("after"));
  }

  private static int first(DataFetchingEnvironment environment) {
    return Arguments.orDefault(environment, "first", 20);
  }

  private static ShownClock clockOf(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<ShownClock>getSource());
  }
}
