package tw.shouwang.api.intake.handover;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import tw.shouwang.api.intake.answers.StaffRefusalCode;
import tw.shouwang.api.intake.answers.StaffRefusals;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffSlice;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// The GraphQL fields of exports.
@Singleton
@Requires(condition = InStaffProcess.class)
class HandoverFetchers implements StaffSlice {

  private final Messages messages = Messages.of("handover");
  private final CaseExports exports;
  private final StaffRefusals refusals;

  HandoverFetchers(CaseExports exports, StaffRefusals refusals) {
    this.exports = exports;
    this.refusals = refusals;
  }

  @Override
  public String name() {
    return "handover";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.type("Mutation", type -> type.dataFetcher("exportCases", this::exportCases));
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
}
