package tw.shouwang.api.intake.handover;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.intake.answers.StaffRefusalCode;
import tw.shouwang.api.intake.answers.StaffRefusals;
import tw.shouwang.api.intake.clocks.RunningClock;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffSlice;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// Exports and clocks in the staff schema.
@Singleton
@Requires(condition = InStaffProcess.class)
class HandoverFetchers implements StaffSlice {

  private final Messages messages = Messages.of("handover");
  private final CaseExports exports;
  private final ClockService clocks;
  private final StaffRefusals refusals;

  HandoverFetchers(CaseExports exports, ClockService clocks, StaffRefusals refusals) {
    this.exports = exports;
    this.clocks = clocks;
    this.refusals = refusals;
  }

  @Override
  public String name() {
    return "handover";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .type("Mutation", type -> type.dataFetcher("exportCases", this::exportCases))
        .type(
            "Query",
            type ->
                type.dataFetcher("missedClocks", this::missedClocks)
                    .dataFetcher("caseClocks", this::caseClocks)
                    .dataFetcher("closingCases", this::closingCases))
        .type(
            "CaseClock",
            type ->
                type.dataFetcher("case", environment -> clockOf(environment).caseId().toString())
                    .dataFetcher("met", environment -> clockOf(environment).isMet()));
  }

  private Object exportCases(DataFetchingEnvironment environment) {
    ExportCasesInput input = Arguments.read(environment, "input", ExportCasesInput.class);
    StaffMember member = StaffMember.of(environment);
    Language language = RequestContext.of(environment).language();
    return switch (exports.export(member, input)) {
      case ExportAnswer.ExportReady ready -> ready;
      case ExportAnswer.UnknownCase() -> refusals.of(StaffRefusalCode.UNKNOWN_CASE, language, "id");
      case ExportAnswer.NotSeen() -> refusals.of(StaffRefusalCode.WRONG_STATUS, language, "id");
      case ExportAnswer.Unreadable() -> refusals.of(StaffRefusalCode.UNREADABLE, language, "id");
      case ExportAnswer.NoRange() -> refusals.of(StaffRefusalCode.INVALID, language, "to");
      case ExportAnswer.TooLong() ->
          refusals.of(
              StaffRefusalCode.TOO_LONG,
              language,
              "to",
              List.of(messages.text(language, "export.tooLong")));
      case ExportAnswer.TooMany() -> refusals.of(StaffRefusalCode.TRY_LATER, language, null);
    };
  }

  private List<RunningClock> missedClocks(DataFetchingEnvironment environment) {
    return clocks.missed(StaffMember.of(environment), first(environment));
  }

  private @Nullable List<RunningClock> caseClocks(DataFetchingEnvironment environment) {
    return clocks
        .ofCase(
            StaffMember.of(environment), String.valueOf(environment.<String>getArgument("case")))
        .orElse(null);
  }

  private List<String> closingCases(DataFetchingEnvironment environment) {
    return clocks.closingSoon(StaffMember.of(environment), first(environment)).stream()
        .map(UUID::toString)
        .toList();
  }

  private static int first(DataFetchingEnvironment environment) {
    return Arguments.orDefault(environment, "first", 20);
  }

  private static RunningClock clockOf(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<RunningClock>getSource());
  }
}
