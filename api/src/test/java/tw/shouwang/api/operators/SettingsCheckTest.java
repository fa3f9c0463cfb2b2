package tw.shouwang.api.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;

/// O12: what an operator mistypes is told, and what is no mistake does not stop a start.
class SettingsCheckTest {

  /// 10: a file of settings with a line for each, or a unit that the framework takes.
  @ParameterizedTest
  @CsvSource({
    "shouwang.cases.deadline, ''",
    "shouwang.push.window, ' '",
    "shouwang.graphql.limits.list-items, ''",
    "shouwang.pages.leave-to, ''",
    "shouwang.graphql.rate-limits.enabled, ''",
    "micronaut.server.port, ''",
    "micronaut.server.netty.max-header-size, 32KB",
    "shouwang.push.window, 10m",
    "shouwang.graphql.limits.list-items, 50",
    "shouwang.graphql.rate-limits.enabled, No",
    "shouwang.allow-combined, TRUE"
  })
  void leavesWhatIsNoMistakeAlone(String property, String value) {
    assertThat(mistaken(property, value)).isEmpty();
  }

  /// 9: the framework takes every text but four for false.
  @ParameterizedTest
  @CsvSource({
    "shouwang.graphql.rate-limits.enabled, ture",
    "shouwang.graphql.documents.trusted-only, 1",
    "shouwang.allow-combined, ja",
    "shouwang.push.stand-in.port, http",
    "shouwang.push.window, ten",
    "shouwang.graphql.limits.list-items, 32KB",
    "micronaut.server.port, http"
  })
  void namesAValueOfAnotherKind(String property, String value) {
    assertThat(mistaken(property, value))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.level()).isEqualTo(Level.WRONG);
          assertThat(finding.sentence())
              .startsWith(Setting.variableOf(property) + " has no value of its kind");
        });
  }

  /// 10: without a value, a variable is as one that is not there.
  @ParameterizedTest
  @CsvSource({
    "SHOUWANG_PUSH_WINDOW, '', true",
    "MICRONAUT_SERVER_PORT, ' ', true",
    "SHOUWANG_SERVICE_HOST, 10.0.0.11, true",
    "SHOUWANG_PUSH_WINDOW, 10m, false",
    "HOME, '', false"
  })
  void doesNotReadWhatSetsNothing(String variable, String value, boolean left) {
    assertThat(List.of(NotSet.in(Map.of(variable, value))).contains(variable)).isEqualTo(left);
  }

  private static List<SetupFinding> mistaken(String property, String value) {
    try (Environment settings =
        ApplicationContext.builder()
            .environments(Environments.PROD)
            .properties(Map.of(property, value))
            .build()
            .getEnvironment()) {
      return SettingsCheck.mistaken(settings.start());
    }
  }
}
