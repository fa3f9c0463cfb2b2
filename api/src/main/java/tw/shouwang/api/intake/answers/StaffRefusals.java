package tw.shouwang.api.intake.answers;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.DeskStep;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// Says in the member's language why a step was not taken. Never repeats what was sent.
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

  /// Why a step on a case was not taken; nothing when it was.
  public Optional<StaffRefused> of(DeskStep step, Language language) {
    return switch (step) {
      case DeskStep.Done _ -> Optional.empty();
      case DeskStep.Unknown _ -> Optional.of(of(StaffRefusalCode.UNKNOWN_CASE, language, "id"));
      case DeskStep.Conflict conflict -> Optional.of(conflict(conflict.version(), language));
      case DeskStep.ClaimedByAnother another ->
          Optional.of(
              new StaffRefused(
                  StaffRefusalCode.CLAIMED_BY_ANOTHER,
                  messages.text(
                      language,
                      "refusal." + StaffRefusalCode.CLAIMED_BY_ANOTHER,
                      Map.of("name", another.name())),
                  "id",
                  null,
                  List.of()));
      case DeskStep.WrongStatus _ -> Optional.of(of(StaffRefusalCode.WRONG_STATUS, language, "id"));
      case DeskStep.Merged _ -> Optional.of(of(StaffRefusalCode.MERGED, language, "id"));
      case DeskStep.Unreadable _ -> Optional.of(of(StaffRefusalCode.UNREADABLE, language, "id"));
      case DeskStep.IdTaken _ -> Optional.of(of(StaffRefusalCode.INVALID, language, "messageId"));
      case DeskStep.NoSuchCentre _ ->
          Optional.of(of(StaffRefusalCode.UNKNOWN_CENTRE, language, "centre"));
    };
  }
}
