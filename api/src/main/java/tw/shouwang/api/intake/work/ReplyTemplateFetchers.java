package tw.shouwang.api.intake.work;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.intake.answers.StaffRefusalCode;
import tw.shouwang.api.intake.answers.StaffRefusals;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffSlice;
import tw.shouwang.api.intake.work.ReplyTemplates.CentreTemplate;
import tw.shouwang.api.intake.work.ReplyTemplates.ReplyTemplateSet;
import tw.shouwang.api.intake.work.ReplyTemplates.Saving;
import tw.shouwang.api.intake.work.ReplyTemplates.TemplateText;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.i18n.Language;

/// The GraphQL fields of a centre's templates.
@Singleton
@Requires(condition = InStaffProcess.class)
class ReplyTemplateFetchers implements StaffSlice {

  private final ReplyTemplates templates;
  private final StaffRefusals refusals;

  ReplyTemplateFetchers(ReplyTemplates templates, StaffRefusals refusals) {
    this.templates = templates;
    this.refusals = refusals;
  }

  /// The inputs of the same names.
  record SaveReplyTemplatesInput(int expectedVersion, List<CentreTemplateInput> templates) {}

  record CentreTemplateInput(String code, List<TemplateTextInput> texts) {

    CentreTemplate template() {
      return new CentreTemplate(
          code, texts.stream().map(each -> new TemplateText(each.language, each.text)).toList());
    }
  }

  record TemplateTextInput(Language language, String text) {}

  /// The schema's type of the same name.
  record ReplyTemplatesSaved(ReplyTemplateSet templates) {}

  @Override
  public String name() {
    return "reply-templates";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .type("Query", type -> type.dataFetcher("replyTemplates", this::templates))
        .type("Mutation", type -> type.dataFetcher("saveReplyTemplates", this::save));
  }

  private @Nullable ReplyTemplateSet templates(DataFetchingEnvironment environment) {
    return templates
        .find(StaffMember.of(environment), environment.getArgument("version"))
        .orElse(null);
  }

  private Object save(DataFetchingEnvironment environment) {
    SaveReplyTemplatesInput input =
        Arguments.read(environment, "input", SaveReplyTemplatesInput.class);
    Language language = RequestContext.of(environment).language();
    Saving saving =
        templates.save(
            StaffMember.of(environment),
            input.expectedVersion(),
            input.templates().stream().map(CentreTemplateInput::template).toList(),
            language);
    return switch (saving) {
      case Saving.Saved(var set) -> new ReplyTemplatesSaved(set);
      case Saving.Conflict(int version) -> refusals.conflict(version, language);
      case Saving.TryLater() -> refusals.of(StaffRefusalCode.TRY_LATER, language, null);
      case Saving.Unsound(var code, var problems) ->
          refusals.of(code, language, "templates", problems);
    };
  }
}
