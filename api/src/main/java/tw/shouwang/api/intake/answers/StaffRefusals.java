package tw.shouwang.api.intake.answers;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.StepOutcome;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// Makes the texts of refusals in the member's language. Never repeats what was sent.
@Singleton
public class StaffRefusals {

  private final Messages messages = Messages.of("intake");

  public StaffRefused of(StaffRefusalCode code, Language language, @Nullable String field) {
    return new StaffRefused(
        code, messages.text(language, "refusal." + code), field, null, List.of());
  }

  public StaffRefused of(
      StaffRefusalCode code, Language language, @Nullable String field, List<String> problems) {
    return new StaffRefused(
        code, messages.text(language, "refusal." + code), field, null, problems);
  }

  public StaffRefused conflict(long version, Language language) {
    return new StaffRefused(
        StaffRefusalCode.VERSION_CONFLICT,
        messages.text(language, "refusal." + StaffRefusalCode.VERSION_CONFLICT),
        "expectedVersion",
        Math.toIntExact(version),
        List.of());
  }

  /// The refusal of a step on a case.
  public StaffRefused of(StepOutcome.Refused refused, Language language) {
    return switch (refused) {
      case StepOutcome.Unknown _ -> of(StaffRefusalCode.UNKNOWN_CASE, language, "id");
      case StepOutcome.Conflict(int version) -> conflict(version, language);
      case StepOutcome.ClaimedByAnother(String name) ->
          new StaffRefused(
              StaffRefusalCode.CLAIMED_BY_ANOTHER,
              messages.text(
                  language, "refusal." + StaffRefusalCode.CLAIMED_BY_ANOTHER, Map.of("name", name)),
              "id",
              null,
              List.of());
      case StepOutcome.WrongStatus _, StepOutcome.NotMergedLately _ ->
          of(StaffRefusalCode.WRONG_STATUS, language, "id");
      case StepOutcome.Merged _ -> of(StaffRefusalCode.MERGED, language, "id");
      case StepOutcome.Unreadable _ -> of(StaffRefusalCode.UNREADABLE, language, "id");
      case StepOutcome.Full _ -> of(StaffRefusalCode.CONVERSATION_FULL, language, "id");
      case StepOutcome.IdTaken _ -> of(StaffRefusalCode.INVALID, language, "messageId");
      case StepOutcome.NotASafeTime _ -> of(StaffRefusalCode.NOT_A_SAFE_TIME, language, "nextAt");
      case StepOutcome.NotBothExercises _ -> of(StaffRefusalCode.EXERCISE, language, "id");
      case StepOutcome.NoSuchCentre _ -> of(StaffRefusalCode.UNKNOWN_CENTRE, language, "centre");
    };
  }
}
