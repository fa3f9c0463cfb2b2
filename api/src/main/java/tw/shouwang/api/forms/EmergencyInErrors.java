package tw.shouwang.api.forms;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.errors.RequestErrorExtensions;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// Adds the four emergency numbers to the error of an unreadable call for help. They are constants,
/// so that they depend on nothing that may fail.
@Singleton
class EmergencyInErrors implements RequestErrorExtensions {

  private static final List<String> NUMBERS = List.of("110", "119", "113", "1925");
  private static final Set<String> CALLS_FOR_HELP =
      Set.of("submitConcern", "requestHelp", "addMessage");

  private final Messages messages = Messages.of("guidance");

  @Override
  public Map<String, Object> extensions(Refused refused) {
    if (!refused.schema().equals(SchemaSlice.PUBLIC)) {
      return Map.of();
    }
    boolean mayBeACall =
        !refused.documentKnown()
            || refused.rootFields().stream().anyMatch(CALLS_FOR_HELP::contains);
    return mayBeACall ? Map.of("emergency", numbers(refused.language())) : Map.of();
  }

  private List<Map<String, String>> numbers(Language language) {
    return NUMBERS.stream()
        .map(number ->
            Map.of(
                "name",
                messages.text(language, "emergency." + number),
                "dial",
                number,
                "telUri",
                "tel:" + number))
        .toList();
  }
}
