package tw.shouwang.api.operators;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tw.shouwang.api.process.StartRefused;
import tw.shouwang.graphql.documents.UnfitDocuments;

/// Finds what an operator can do about a failure.
public final class Refusal {

  /// How the rules of settings begin what they refuse.
  private static final String OF_SETTINGS = "shouwang.";

  /// How the framework names a property whose value it cannot read. It repeats the value, and we do
  /// not.
  private static final Pattern UNREADABLE =
      Pattern.compile("resolving property value \\[([a-z0-9.-]+)]");

  private Refusal() {}

  /// The sentence about a reason that an operator can remove, with the variables of the settings
  /// that it names; empty for any other failure.
  public static Optional<String> of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof StartRefused
          || cause instanceof UnfitDocuments
          || message.startsWith(OF_SETTINGS)) {
        return Optional.of(withVariables(message));
      }
      Matcher unreadable = UNREADABLE.matcher(message);
      if (unreadable.find()) {
        return Optional.of(
            withVariables(
                unreadable.group(1) + " has a value of another kind than the setting is of."));
      }
    }
    return Optional.empty();
  }

  /// A sentence with the variables of the settings that it names.
  static String withVariables(String sentence) {
    List<String> variables = SettingsReference.packed().variablesIn(sentence);
    return variables.isEmpty() ? sentence : sentence + " (" + String.join(", ", variables) + ")";
  }
}
