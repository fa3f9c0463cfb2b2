package tw.shouwang.api.intake.work;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.CaseDetails;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.InboxQueries;
import tw.shouwang.api.cases.notes.CaseNotes;
import tw.shouwang.api.intake.answers.StaffCase;
import tw.shouwang.api.intake.answers.StaffRefusalCode;
import tw.shouwang.api.intake.answers.StaffRefusals;
import tw.shouwang.api.intake.answers.StaffRefused;
import tw.shouwang.api.intake.answers.StaffText;
import tw.shouwang.api.intake.audit.AuditAction;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.ratelimits.RateLimit;
import tw.shouwang.api.ratelimits.SharedLimits;
import tw.shouwang.foundation.Ids;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// Lets colleagues of a centre write notes about its cases and read them. Each note and each
/// reading has its audit line, in the same transaction.
@Singleton
@Requires(condition = InStaffProcess.class)
class StaffNotes {

  private static final int LONGEST_NOTE = 3_000;
  private static final int LONGEST_NOTE_ID = 100;
  private static final int LONGEST_PAGE = 100;

  private final Messages messages = Messages.of("intake");
  private final CaseNotes notes;
  private final InboxQueries inbox;
  private final AuditTrail trail;
  private final SharedLimits limits;
  private final StaffRefusals refusals;

  StaffNotes(
      CaseNotes notes,
      InboxQueries inbox,
      AuditTrail trail,
      SharedLimits limits,
      StaffRefusals refusals) {
    this.notes = notes;
    this.inbox = inbox;
    this.trail = trail;
    this.limits = limits;
    this.refusals = refusals;
  }

  /// The input of `addNote`.
  record AddNote(String id, String noteId, String words, boolean forNextShift) {

    @Override
    public String toString() {
      return "AddNote[redacted]";
    }
  }

  /// The answer to a note.
  sealed interface Answer {

    /// The schema's type of the same name.
    record NoteAdded(CaseNotes.Note note) implements Answer {}

    record Refused(StaffRefused refusal) implements Answer {}
  }

  Answer add(StaffMember member, Language language, AddNote input) {
    String centre = acting(member);
    Optional<StaffRefusalCode> problem = StaffText.problem(input.words(), LONGEST_NOTE);
    if (problem.isPresent()) {
      return refused(problem.get(), language, "words");
    }
    if (input.noteId().isBlank() || input.noteId().length() > LONGEST_NOTE_ID) {
      return refused(StaffRefusalCode.INVALID, language, "noteId");
    }
    if (!limits.takeAsMember(RateLimit.STEPS, member.subject()).isZero()) {
      return refused(StaffRefusalCode.TRY_LATER, language, null);
    }
    Optional<UUID> id = Ids.parse(input.id());
    if (id.isEmpty()) {
      return refused(StaffRefusalCode.UNKNOWN_CASE, language, "id");
    }
    CaseNotes.Draft draft =
        new CaseNotes.Draft(
            member.subject(), member.name(), input.noteId(), input.words(), input.forNextShift());
    return switch (written(member.subject(), centre, id.get(), draft)) {
      case CaseNotes.NoteOutcome.Written(var note, var _) -> new Answer.NoteAdded(note);
      case CaseNotes.NoteOutcome.Unknown _ ->
          refused(StaffRefusalCode.UNKNOWN_CASE, language, "id");
      case CaseNotes.NoteOutcome.IdTaken _ -> refused(StaffRefusalCode.INVALID, language, "noteId");
      case CaseNotes.NoteOutcome.Full _ -> refused(StaffRefusalCode.NOTES_FULL, language, "id");
      case CaseNotes.NoteOutcome.Unreadable _ ->
          refused(StaffRefusalCode.UNREADABLE, language, "id");
      case CaseNotes.NoteOutcome.NoKey _ ->
          refused(StaffRefusalCode.TEMPORARILY_UNAVAILABLE, language, null);
    };
  }

  /// Writes the note and its audit line. A repeated note has none of its own.
  @Transactional
  CaseNotes.NoteOutcome written(String worker, String centre, UUID id, CaseNotes.Draft draft) {
    CaseNotes.NoteOutcome outcome = notes.write(id, centre, draft);
    if (outcome instanceof CaseNotes.NoteOutcome.Written(var _, boolean isNew) && isNew) {
      trail.record(worker, centre, AuditAction.NOTED, id);
    }
    return outcome;
  }

  /// @throws RequestError TRY_LATER, if the member opens cases faster than a person can read
  List<CaseNotes.Note> read(StaffMember member, DeskCase known, int last, Optional<String> before) {
    String centre = acting(member);
    if (!centre.equals(known.centre())) {
      throw StaffMember.forbidden();
    }
    requirePage(last);
    if (!limits.takeAsMember(RateLimit.OPENINGS, member.subject()).isZero()) {
      throw mistake("TRY_LATER", "refusal.TRY_LATER");
    }
    return opened(member.subject(), centre, known.id(), last, before);
  }

  @Transactional
  List<CaseNotes.Note> opened(
      String worker, String centre, UUID id, int last, Optional<String> before) {
    List<CaseNotes.Note> opened = notes.read(id, centre, last, before);
    if (!opened.isEmpty()) {
      trail.record(worker, centre, AuditAction.NOTES_READ, id);
    }
    return opened;
  }

  List<StaffCase> forNextShift(StaffMember member, int first) {
    String centre = acting(member);
    requirePage(first);
    List<DeskCase> noted = notes.forNextShift(centre, first);
    CaseDetails details = inbox.details(noted, centre);
    return noted.stream().map(row -> new StaffCase(row, details)).toList();
  }

  private void requirePage(int size) {
    if (size < 1 || size > LONGEST_PAGE) {
      throw mistake("INVALID_FIRST", "error.INVALID_FIRST");
    }
  }

  private RequestError mistake(String code, String key) {
    return new RequestError(code, language -> messages.text(language, key));
  }

  private static String acting(StaffMember member) {
    return member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
  }

  private Answer refused(StaffRefusalCode code, Language language, @Nullable String field) {
    return new Answer.Refused(refusals.of(code, language, field));
  }
}
