package tw.shouwang.api.intake.work;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tw.shouwang.api.cases.notes.CaseNotes;
import tw.shouwang.api.intake.answers.StaffCase;
import tw.shouwang.api.intake.answers.StaffRefusalCode;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffSlice;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.i18n.Messages;

/// The GraphQL fields of notes between colleagues.
@Singleton
@Requires(condition = InStaffProcess.class)
class NoteFetchers implements StaffSlice {

  private final Messages messages = Messages.of("intake");
  private final StaffNotes notes;
  private final Inbox inbox;

  NoteFetchers(StaffNotes notes, Inbox inbox) {
    this.notes = notes;
    this.inbox = inbox;
  }

  @Override
  public String name() {
    return "notes";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .type("Query", type -> type.dataFetcher("notedForNextShift", this::forNextShift))
        .type("Mutation", type -> type.dataFetcher("addNote", this::add))
        .type("StaffCase", type -> type.dataFetcher("notes", this::read))
        .type(
            "CaseNote",
            type ->
                type.dataFetcher("case", environment -> source(environment).caseId().toString())
                    .dataFetcher("writtenBy", environment -> source(environment).workerName())
                    .dataFetcher("writtenByMe", NoteFetchers::isMine)
                    .dataFetcher("words", this::words)
                    .dataFetcher(
                        "readable", environment -> source(environment).words().isPresent()));
  }

  private List<StaffCase> forNextShift(DataFetchingEnvironment environment) {
    return notes.forNextShift(
        StaffMember.of(environment), Arguments.orDefault(environment, "first", 20));
  }

  private Object add(DataFetchingEnvironment environment) {
    StaffNotes.Answer answer =
        notes.add(
            StaffMember.of(environment),
            RequestContext.of(environment).language(),
            Arguments.read(environment, "input", StaffNotes.AddNote.class));
    return switch (answer) {
      case StaffNotes.Answer.NoteAdded added -> added;
      case StaffNotes.Answer.Refused(var refusal) -> refusal;
    };
  }

  private List<CaseNotes.Note> read(DataFetchingEnvironment environment) {
    StaffCaseFetchers.requireNoList(environment, inbox);
    return notes.read(
        StaffMember.of(environment),
        Objects.requireNonNull(environment.<StaffCase>getSource()).row(),
        Arguments.orDefault(environment, "last", 50),
        Optional.ofNullable(environment.getArgument("before")));
  }

  private static boolean isMine(DataFetchingEnvironment environment) {
    return StaffMember.of(environment).subject().equals(source(environment).worker());
  }

  private String words(DataFetchingEnvironment environment) {
    return source(environment)
        .words()
        .map(VisibleText::of)
        .orElseGet(() ->
            messages.text(
                RequestContext.of(environment).language(),
                "refusal." + StaffRefusalCode.UNREADABLE));
  }

  private static CaseNotes.Note source(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<CaseNotes.Note>getSource());
  }
}
