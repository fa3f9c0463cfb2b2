package tw.shouwang.api.cases.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

public class CasesSettingsTest {

  /// The default settings; `CasesIT` compares them with a running service.
  public static final CasesSettings DEFAULTS = with(Map.of());

  public static CasesSettings settings(String name, Object value) {
    return with(Map.of(name, value));
  }

  @Test
  void takesItsOwnDefaults() {
    assertThat(DEFAULTS.deadline()).isEqualTo(Duration.ofMillis(2_500));
  }

  @ParameterizedTest
  @MethodSource
  void refusesWhatWouldBreakAPromise(String name, Object value, String said) {
    assertThatThrownBy(() -> settings(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("shouwang.cases: ")
        .hasMessageContaining(said);
  }

  static Stream<Arguments> refusesWhatWouldBreakAPromise() {
    return Stream.of(
        Arguments.of("deadline", Duration.ofSeconds(3), "deadline"),
        Arguments.of("deadline", Duration.ZERO, "deadline"),
        Arguments.of("dueWithin", Duration.ofMinutes(59), "due-within"),
        Arguments.of("closeAfter", Duration.ofDays(270), "erase-open-after"),
        Arguments.of("warnBeforeClose", Duration.ZERO, "warn-before-close"),
        Arguments.of("warnBeforeClose", Duration.ofDays(180), "warn-before-close"),
        Arguments.of("eraseAfterClose", Duration.ZERO, "erase-after-close"),
        Arguments.of("eraseOpenAfter", Duration.ofDays(180), "erase-open-after"),
        Arguments.of("eraseWithdrawnAfter", Duration.ofDays(8), "erase-withdrawn-after"),
        Arguments.of("receiptsKeptFor", Duration.ofDays(29), "receipts-kept-for"),
        Arguments.of("dangerSlots", 0, "slots"),
        Arguments.of("otherSlots", 0, "slots"),
        Arguments.of("freePerSecond", 0, "free-per-second"),
        Arguments.of("usualPerSite", 0, "usual-per"),
        Arguments.of("usualPerAddress", 0, "usual-per"),
        Arguments.of("newsEvery", Duration.ofMillis(9), "news-every"),
        Arguments.of("newsStreams", 0, "news-streams"));
  }

  private static CasesSettings with(Map<String, Object> changes) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("deadline", Duration.ofMillis(2_500));
    values.put("dueWithin", Duration.ofHours(24));
    values.put("closeAfter", Duration.ofDays(180));
    values.put("warnBeforeClose", Duration.ofDays(14));
    values.put("eraseAfterClose", Duration.ofDays(90));
    values.put("eraseOpenAfter", Duration.ofDays(270));
    values.put("eraseWithdrawnAfter", Duration.ofDays(7));
    values.put("receiptsKeptFor", Duration.ofDays(30));
    values.put("dangerSlots", 6);
    values.put("otherSlots", 10);
    values.put("freePerSecond", 2_000);
    values.put("usualPerSite", 20);
    values.put("usualPerAddress", 20);
    values.put("readSlots", 6);
    values.put("newsEvery", Duration.ofSeconds(1));
    values.put("newsStreams", 10_000);
    values.putAll(changes);
    var components = CasesSettings.class.getRecordComponents();
    try {
      return CasesSettings.class
          .getDeclaredConstructor(
              Arrays.stream(components).map(each -> each.getType()).toArray(Class<?>[]::new))
          .newInstance(Arrays.stream(components).map(each -> values.get(each.getName())).toArray());
    } catch (InvocationTargetException e) {
      throw (IllegalArgumentException) e.getCause();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
