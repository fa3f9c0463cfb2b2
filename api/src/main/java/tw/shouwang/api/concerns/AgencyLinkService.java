package tw.shouwang.api.concerns;

import jakarta.inject.Singleton;
import java.util.Optional;
import tw.shouwang.api.cases.admission.StorageDeadline;
import tw.shouwang.api.cases.admission.Stored;
import tw.shouwang.api.directory.editing.AgencyLinks;
import tw.shouwang.api.forms.InputCheck;
import tw.shouwang.api.forms.InvalidInput;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// Shows an agency its own entry and stores its answer, with a valid link.
@Singleton
class AgencyLinkService {

  private final Messages messages = Messages.of("concerns");
  private final InputCheck check;
  private final AgencyLinks links;
  private final StorageDeadline deadline;

  AgencyLinkService(InputCheck check, AgencyLinks links, StorageDeadline deadline) {
    this.check = check;
    this.links = links;
    this.deadline = deadline;
  }

  /// An [AgencyEntry] or an [AgencyLinkRefused].
  Object open(String token, Language language) {
    return member(deadline.find(() -> Optional.of(links.open(token))), language);
  }

  /// An [AgencyAnswerTaken] or an [AgencyLinkRefused].
  Object answer(AnswerAgencyLinkInput input, Language language) {
    Optional<InvalidInput> problem = check.firstProblem(input);
    if (problem.isPresent()) {
      return refused(
          switch (problem.get().code()) {
            case EMPTY -> AgencyLinkRefused.Code.EMPTY;
            case TOO_LONG -> AgencyLinkRefused.Code.TOO_LONG;
            default -> AgencyLinkRefused.Code.INVALID_TEXT;
          },
          language);
    }
    return member(
        deadline.change(
            () -> Optional.of(links.answer(input.token(), input.version(), input.correction()))),
        language);
  }

  private Object member(Stored<AgencyLinks.LinkOutcome> stored, Language language) {
    return switch (stored) {
      case Stored.Present<AgencyLinks.LinkOutcome>(AgencyLinks.LinkOutcome outcome) ->
          switch (outcome) {
            case AgencyLinks.LinkOutcome.Open open ->
                new AgencyEntry(open.resource(), Math.toIntExact(open.version()), open.expiresAt());
            case AgencyLinks.LinkOutcome.Taken() -> new AgencyAnswerTaken();
            case AgencyLinks.LinkOutcome.Refused(AgencyLinks.Problem problem) ->
                refused(
                    switch (problem) {
                      case INVALID -> AgencyLinkRefused.Code.INVALID;
                      case EXPIRED -> AgencyLinkRefused.Code.EXPIRED;
                      case USED -> AgencyLinkRefused.Code.USED;
                      case ENTRY_CHANGED -> AgencyLinkRefused.Code.ENTRY_CHANGED;
                    },
                    language);
          };
      case Stored.Absent<AgencyLinks.LinkOutcome>(),
          Stored.Unavailable<AgencyLinks.LinkOutcome>() ->
          refused(AgencyLinkRefused.Code.TEMPORARILY_UNAVAILABLE, language);
    };
  }

  private AgencyLinkRefused refused(AgencyLinkRefused.Code code, Language language) {
    return new AgencyLinkRefused(code, messages.text(language, "agency." + code));
  }
}
