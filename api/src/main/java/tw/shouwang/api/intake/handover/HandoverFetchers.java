package tw.shouwang.api.intake.handover;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tw.shouwang.api.cases.handovers.HandoverRow;
import tw.shouwang.api.cases.handovers.HandoverState;
import tw.shouwang.api.intake.answers.StaffRefusalCode;
import tw.shouwang.api.intake.answers.StaffRefusals;
import tw.shouwang.api.intake.answers.StaffRefused;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffSlice;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// The GraphQL fields of exports and hand-overs.
@Singleton
@Requires(condition = InStaffProcess.class)
class HandoverFetchers implements StaffSlice {

  private static final int LONGEST_PAGE = 100;

  private final Messages messages = Messages.of("handover");
  private final Messages intake = Messages.of("intake");
  private final CaseExports exports;
  private final HandoverDesk desk;
  private final StaffRefusals refusals;

  HandoverFetchers(CaseExports exports, HandoverDesk desk, StaffRefusals refusals) {
    this.exports = exports;
    this.desk = desk;
    this.refusals = refusals;
  }

  @Override
  public String name() {
    return "handover";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .type("Query", type -> type.dataFetcher("handovers", this::handovers))
        .type(
            "Mutation",
            type ->
                type.dataFetcher("exportCases", this::exportCases)
                    .dataFetcher("takeBackHandover", this::takeBack)
                    .dataFetcher("recordHandover", this::record))
        .type(
            "Handover",
            type ->
                type.dataFetcher("id", environment -> source(environment).id().toString())
                    .dataFetcher("case", environment -> source(environment).caseId().toString())
                    .dataFetcher(
                        "cursor",
                        environment -> HandoverDesk.position(source(environment)).cursor()));
  }

  private List<HandoverRow> handovers(DataFetchingEnvironment environment) {
    int first = Arguments.orDefault(environment, "first", 20);
    if (first < 1 || first > LONGEST_PAGE) {
      throw mistake("INVALID_FIRST");
    }
    List<HandoverState> states =
        Optional.ofNullable(environment.<List<String>>getArgument("states"))
            .orElse(List.of())
            .stream()
            .map(HandoverState::valueOf)
            .toList();
    return desk.list(
            StaffMember.of(environment),
            states,
            environment.getArgument("after"),
            environment.getArgument("before"),
            first)
        .orElseThrow(() -> mistake("INVALID_CURSOR"));
  }

  private RequestError mistake(String code) {
    return new RequestError(code, language -> intake.text(language, "error." + code));
  }

  private Object takeBack(DataFetchingEnvironment environment) {
    HandoverInputs.TakeBack input =
        Arguments.read(environment, "input", HandoverInputs.TakeBack.class);
    return answer(environment, desk.takeBack(StaffMember.of(environment), input.id()));
  }

  private Object record(DataFetchingEnvironment environment) {
    HandoverInputs.Record input = Arguments.read(environment, "input", HandoverInputs.Record.class);
    return answer(environment, desk.record(StaffMember.of(environment), input));
  }

  private Object answer(DataFetchingEnvironment environment, HandoverDesk.Answer answer) {
    return switch (answer) {
      case HandoverDesk.Answer.Changed(var row) -> new HandoverInputs.HandoverChanged(row);
      case HandoverDesk.Answer.Refused(var code, var field) ->
          refusals.of(code, RequestContext.of(environment).language(), field);
    };
  }

  private static HandoverRow source(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<HandoverRow>getSource());
  }

  private Object exportCases(DataFetchingEnvironment environment) {
    ExportCasesInput input = Arguments.read(environment, "input", ExportCasesInput.class);
    StaffMember member = StaffMember.of(environment);
    Language language = RequestContext.of(environment).language();
    return switch (exports.export(member, input)) {
      case ExportAnswer.ExportReady ready -> ready;
      case ExportAnswer.UnknownCase() -> refusals.of(StaffRefusalCode.UNKNOWN_CASE, language, "id");
      case ExportAnswer.NotSeen() ->
          new StaffRefused(
              StaffRefusalCode.WRONG_STATUS,
              messages.text(language, "export.notSeen"),
              "id",
              null,
              List.of());
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
}
