package tw.shouwang.api.intake.clocks;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Objects;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffSlice;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.Arguments;

/// The GraphQL fields of the calendar of deadlines.
@Singleton
@Requires(condition = InStaffProcess.class)
class CalendarFetchers implements StaffSlice {

  private final DeadlineCalendar calendar;

  CalendarFetchers(DeadlineCalendar calendar) {
    this.calendar = calendar;
  }

  @Override
  public String name() {
    return "calendar";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .type(
            "Query",
            type ->
                type.dataFetcher("deadlineDays", this::days)
                    .dataFetcher("deadlines", this::deadlines)
                    .dataFetcher("missedDeadlines", this::missed))
        .type(
            "DeadlineConnection",
            type ->
                type.dataFetcher(
                    "movedBefore",
                    environment ->
                        calendar.movedBefore(
                            StaffMember.of(environment),
                            Objects.requireNonNull(
                                environment.<DeadlineCalendar.DeadlinePage>getSource()))))
        .type(
            "Deadline",
            type ->
                type.dataFetcher(
                    "case",
                    environment ->
                        Objects.requireNonNull(environment.<DeadlineCalendar.Deadline>getSource())
                            .known()));
  }

  private DeadlineCalendar.Days days(DataFetchingEnvironment environment) {
    return calendar.days(StaffMember.of(environment), asked(environment));
  }

  private DeadlineCalendar.DeadlinePage deadlines(DataFetchingEnvironment environment) {
    return calendar.page(
        StaffMember.of(environment),
        asked(environment),
        Arguments.orDefault(environment, "first", 20),
        environment.getArgument("after"));
  }

  private DeadlineCalendar.DeadlinePage missed(DataFetchingEnvironment environment) {
    return calendar.page(
        StaffMember.of(environment),
        DeadlineCalendar.CalendarRange.missed(mine(environment)),
        Arguments.orDefault(environment, "first", 20),
        environment.getArgument("after"));
  }

  private static boolean mine(DataFetchingEnvironment environment) {
    return Boolean.TRUE.equals(environment.<Boolean>getArgument("mine"));
  }

  private static DeadlineCalendar.CalendarRange asked(DataFetchingEnvironment environment) {
    return new DeadlineCalendar.CalendarRange(
        mine(environment), false, environment.getArgument("from"), environment.getArgument("to"));
  }
}
