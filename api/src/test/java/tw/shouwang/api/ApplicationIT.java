package tw.shouwang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tw.shouwang.api.testing.ServiceProcess;

class ApplicationIT {

  @TempDir Path data;

  @Test
  void stopsItsDatabaseWhenItIsToldToStop() {
    ServiceProcess service = ServiceProcess.start(settings(Map.of()));
    assertThat(service.get("/health/liveness").statusCode()).isEqualTo(200);
    assertThat(data.resolve("postgres/data/postmaster.pid")).exists();
    service.close();
    assertThat(data.resolve("postgres/data/postmaster.pid")).doesNotExist();
  }

  static Stream<Arguments> decisionsThatProdDoesNotTakeForAnybody() {
    return Stream.of(
        Arguments.of(Map.of(), "set shouwang.roles to public or to staff"),
        Arguments.of(Map.of("SHOUWANG_ROLES", "public,staff"), "not both"),
        Arguments.of(Map.of("SHOUWANG_ROLES", "everything"), "knows public and staff"),
        Arguments.of(Map.of("SHOUWANG_ROLES", "public"), "set shouwang.database.url"),
        Arguments.of(
            Map.of(
                "SHOUWANG_ROLES", "public",
                "SHOUWANG_DATABASE_URL", "jdbc:postgresql://127.0.0.1:9/shouwang"),
            "shouwang.database.password"),
        Arguments.of(
            Map.of(
                "SHOUWANG_ROLES", "public",
                "SHOUWANG_DATABASE_URL", "jdbc:postgresql://127.0.0.1:9/shouwang",
                "SHOUWANG_DATABASE_PASSWORD", "unused",
                "SHOUWANG_DATABASE_VAULT_PASSWORD", "unused"),
            "set shouwang.keys.directory"));
  }

  @ParameterizedTest
  @MethodSource("decisionsThatProdDoesNotTakeForAnybody")
  void refusesToStartInProdWithASentence(Map<String, String> settings, String sentence) {
    Map<String, String> production = settings(settings);
    production.put("MICRONAUT_ENVIRONMENTS", "prod");
    try (ServiceProcess service = ServiceProcess.start(production)) {
      assertThat(service.exitStatus()).isEqualTo(78);
      assertThat(service.output()).contains(sentence).doesNotContain("\tat ");
    }
  }

  @Test
  void answersACommandOnStandardOutputAndLogsBesideIt() {
    String[] command = {"staff", "token", "--role", "INTAKE_WORKER", "--centre", "tpe"};
    try (ServiceProcess process = ServiceProcess.start(settings(Map.of()), command)) {
      assertThat(process.exitStatus()).isZero();
      assertThat(process.answer()).matches("eyJ[A-Za-z0-9._-]+");
      assertThat(process.output()).as("the log").contains(" INFO ");
    }
  }

  @Test
  void startsAndSaysItIsDegradedWhileTheDatabaseIsAway() {
    Map<String, String> settings =
        settings(
            Map.of(
                "SHOUWANG_DATABASE_URL", "jdbc:postgresql://127.0.0.1:9/shouwang",
                "SHOUWANG_DATABASE_PASSWORD", "unused",
                "SHOUWANG_DATABASE_VAULT_PASSWORD", "unused"));
    try (ServiceProcess service = ServiceProcess.start(settings)) {
      assertThat(service.get("/health/liveness").statusCode()).isEqualTo(200);
      assertThat(service.get("/health/readiness").body()).contains("DEGRADED");
    }
  }

  private Map<String, String> settings(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("SHOUWANG_DATA_DIRECTORY", data.toString());
    return settings;
  }
}
