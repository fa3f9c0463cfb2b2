package tw.shouwang.api.intake.webhooks;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The reminders of deadlines that one message has, by kind of clock.
///
/// @param near deadlines that are near
/// @param missed deadlines that were missed
record Reminders(Map<String, Integer> near, Map<String, Integer> missed) {

  Reminders {
    near = Map.copyOf(near);
    missed = Map.copyOf(missed);
  }

  boolean areNone() {
    return near.isEmpty() && missed.isEmpty();
  }

  WebhookEvent event() {
    return missed.isEmpty() ? WebhookEvent.DEADLINE_NEAR : WebhookEvent.DEADLINE_MISSED;
  }

  /// Both parts, e.g. `VISIT=2|PROTECTION=1,VISIT=3`.
  String text() {
    return text(near) + "|" + text(missed);
  }

  static Reminders of(String text) {
    int end = text.indexOf('|');
    return new Reminders(counts(text.substring(0, end)), counts(text.substring(end + 1)));
  }

  private static String text(Map<String, Integer> counts) {
    return new TreeMap<>(counts)
        .entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(","));
  }

  private static Map<String, Integer> counts(String text) {
    return text.isEmpty()
        ? Map.of()
        : Arrays.stream(text.split(",", -1))
            .map(each -> each.split("=", -1))
            .collect(Collectors.toMap(each -> each[0], each -> Integer.valueOf(each[1])));
  }
}
