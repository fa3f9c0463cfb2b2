package tw.shouwang.api.forms;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.errors.RequestErrorExtensions;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// Adds the four emergency numbers to the errors of a call for help. They are constants, so that
/// they depend on nothing that may fail. Their form is that of an entry of the directory asked for
/// `key name dial telUri`, so that an app has one type for them and for `emergency` in an answer.
@Singleton
class EmergencyInErrors implements RequestErrorExtensions {

  private static final List<String> KEYS =
      List.of("tw.emergency.110", "tw.emergency.119", "tw.hotline.113", "tw.hotline.1925");

  private static final Set<String> CALLS_FOR_HELP =
      Set.of("submitConcern", "requestHelp", "addMessage", "submitSealed", "addSealedMessage");

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
    return KEYS.stream()
        .map(key -> {
          String number = key.substring(key.lastIndexOf('.') + 1);
          // In this order, and not in that of Map.of, which differs between processes.
          Map<String, String> entry = new LinkedHashMap<>();
          entry.put("key", key);
          entry.put("name", messages.text(language, "emergency." + number));
          entry.put("dial", number);
          entry.put("telUri", "tel:" + number);
          return entry;
        })
        .toList();
  }
}
