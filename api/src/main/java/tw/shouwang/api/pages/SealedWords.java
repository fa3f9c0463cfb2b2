package tw.shouwang.api.pages;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// The texts that a sealed page chooses from on the device, in one language: its own, and those of
/// the refusals' codes. Placeholders such as `{office}` stay in the texts, and the script fills
/// them in.
public record SealedWords(Language language) {

  /// The refusals that can answer what a sealed page sends.
  private static final List<String> REFUSALS =
      List.of(
          "EMPTY",
          "INVALID_TEXT",
          "UNKNOWN_AREA",
          "NOT_SERVED_HERE",
          "RECEIPT_ALREADY_USED",
          "MESSAGE_ID_ALREADY_USED",
          "CONVERSATION_FULL",
          "INVALID_TOKEN",
          "PROOF_REQUIRED",
          "INVALID_SEAL",
          "WRONG_CENTRE",
          "GENERATION_NOT_USABLE",
          "TRY_LATER",
          "TEMPORARILY_UNAVAILABLE");

  private static final Messages MESSAGES = Messages.of("sealed");
  private static final Messages GUIDANCE = Messages.of("guidance");
  private static final Messages CASES = Messages.of("cases");
  private static final Map<String, String> FILLED_IN_LATER =
      Map.of("office", "{office}", "date", "{date}");

  /// A text that a page shows.
  ///
  /// @param code by which the script finds it
  public record Said(String code, String text) {}

  public String text(String key) {
    return MESSAGES.text(language, key, FILLED_IN_LATER);
  }

  /// A text of the catalog of cases, which every client shows.
  public String ofCases(String key) {
    return CASES.text(language, key);
  }

  /// The text of each refusal. For a text that is too long it names the field's limit.
  public List<Said> refusals() {
    return Stream.concat(
            REFUSALS.stream()
                .map(code -> new Said(code, GUIDANCE.text(language, "refused." + code))),
            Stream.of(tooLong("TOO_LONG", 300), tooLong("TOO_LONG_WORDS", 3000)))
        .toList();
  }

  private Said tooLong(String code, int most) {
    return new Said(code, GUIDANCE.text(language, "refused.TOO_LONG", Map.of("max", most)));
  }
}
