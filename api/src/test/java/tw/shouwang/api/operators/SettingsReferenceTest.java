package tw.shouwang.api.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.process.Environments;

/// O12: an administrator finds every setting in one place.
class SettingsReferenceTest {

  private final SettingsReference reference = SettingsReference.packed();

  /// `-Dsettings.write=true` writes the file.
  @Test
  void theFileIsWhatTheCommandPrints() throws IOException {
    Path file = Path.of("SETTINGS.md");
    String[] parts = Files.readString(file).split("(?=\n\\| variable)", -1);
    if (Boolean.getBoolean("settings.write")) {
      Files.writeString(file, parts[0] + "\n" + reference.table() + "\n");
    }
    assertThat(parts).hasSize(2);
    assertThat(parts[1].strip()).isEqualTo(reference.table());
  }

  /// What is printed as a default is what a process in prod has: of a record, or of a packed file.
  @Test
  void aDefaultIsWhatAProcessInProdHas() {
    Map<String, String> printed = new HashMap<>();
    reference.inProd().stream()
        .filter(setting -> !setting.property().isEmpty())
        .forEach(setting -> printed.put(setting.property(), setting.standard()));
    try (ApplicationContext context =
        ApplicationContext.builder()
            .environments(Environments.PROD)
            .deduceEnvironment(false)
            .environmentVariableExcludes(System.getenv().keySet().toArray(String[]::new))
            .build()) {
      Environment prod = context.getEnvironment().start();
      Map<String, String> had = new HashMap<>();
      for (String property : printed.keySet()) {
        prod.getProperty(property, String.class).ifPresent(value -> had.put(property, value));
      }
      assertThat(had)
          .containsEntry("shouwang.graphql.limits.list-items", "200")
          .containsEntry("shouwang.push.window", "30m");
      assertThat(printed).containsAllEntriesOf(had);
      // Whatever a packed file sets of ours is a setting that is printed.
      assertThat(
              PackedSettings.inProd().keySet().stream()
                  .filter(name -> name.startsWith("shouwang.")))
          .isSubsetOf(printed.keySet());
    }
  }

  /// 3: who follows the instructions has set what a process in prod does not start without.
  @ParameterizedTest
  @EnumSource(
      value = Setting.Role.class,
      names = {"PUBLIC", "STAFF"})
  void theInstructionsSetWhatIsNeeded(Setting.Role role) throws IOException {
    String name = role.name().toLowerCase(Locale.ROOT);
    String[] block =
        Files.readString(Path.of("OPERATIONS.md"))
            .split("cat > /etc/shouwang/" + name + ".env <<EOF\n|\nEOF\n", -1);
    String settings =
        Arrays.stream(block)
            .filter(each -> each.contains("SHOUWANG_ROLES=" + name))
            .findFirst()
            .orElseThrow();
    List<String> needed =
        reference.all().stream()
            .filter(setting -> setting.needed().equals("yes"))
            .filter(setting -> setting.role() == Setting.Role.BOTH || setting.role() == role)
            .map(setting -> "\n" + setting.variable() + "=")
            .toList();
    assertThat("\n" + settings).contains(needed);
    if (role == Setting.Role.PUBLIC) {
      assertThat(needed).contains("\nSHOUWANG_PAGES_ORIGINS=");
    }
  }

  @Test
  void everySettingSaysWhatItIsFor() {
    assertThat(reference.all()).hasSizeGreaterThan(80);
    assertThat(reference.all())
        .allSatisfy(setting -> {
          assertThat(setting.purpose())
              .as(setting.variable())
              .isNotBlank()
              .doesNotContain("\n", "[");
          assertThat(setting.unit()).as(setting.variable()).isNotBlank();
        });
    assertThat(
            reference.all().stream()
                .filter(setting -> setting.needed().equals("yes"))
                .map(Setting::variable)
                .collect(Collectors.toList()))
        .contains(
            "SHOUWANG_ERASURES_DIRECTORY",
            "SHOUWANG_KEYS_DIRECTORY",
            "SHOUWANG_STAFF_LOGIN_ISSUER",
            "SHOUWANG_ROLES");
  }

  @ParameterizedTest
  @CsvSource({
    "SHOUWANG_DATABASE_PASWORD, SHOUWANG_DATABASE_PASSWORD",
    "SHOUWANG_DB_URL, SHOUWANG_DATABASE_URL",
    "SHOUWANG_ROLE, SHOUWANG_ROLES",
    "SHOUWANG_KEY_DIRECTORY, SHOUWANG_KEYS_DIRECTORY",
    "SHOUWANG_STAFF_LOGIN_JWKSURL, SHOUWANG_STAFF_LOGIN_JWKS_URL",
    "SHOUWANG_GRAPHQL_RATE_LIMIT_TRUSTED_PROXIES, SHOUWANG_GRAPHQL_RATE_LIMITS_TRUSTED_PROXIES",
    "SHOUWANG_WEBHOOKS_0_CENTER, SHOUWANG_WEBHOOKS_0_CENTRE"
  })
  void namesTheNearestSetting(String mistyped, String meant) {
    List<String> said = reference.unknown(List.of("PATH", mistyped));
    assertThat(said).hasSize(1);
    assertThat(said.getFirst()).startsWith(mistyped + " is no setting: do you mean " + meant + "?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHOUWANG_DATABASE_URL",
        "SHOUWANG_WEBHOOKS_0_URL",
        "SHOUWANG_WEBHOOKS_12_EVENTS",
        "SHOUWANG_CENTRE_KEYS_VERIFICATION_TPE",
        "SHOUWANG_CENTRE_KEYS_VERIFICATION_SITE",
        "SHOUWANG_PUSH_STAND_IN_PORT",
        "JAVA_HOME"
      })
  void knowsItsOwnAndLeavesOthersAlone(String variable) {
    assertThat(reference.unknown(List.of(variable))).isEmpty();
  }

  @Test
  void anUnknownNameWithoutANeighbourIsNamedAlone() {
    assertThat(reference.unknown(List.of("SHOUWANG_ZZZZZZZZZZZZZZZZ")).getFirst())
        .startsWith("SHOUWANG_ZZZZZZZZZZZZZZZZ is no setting. ");
  }

  @Test
  void findsTheVariablesOfASentence() {
    assertThat(
            reference.variablesIn(
                "shouwang.database.url is set, so shouwang.database.password must hold it."))
        .containsExactly("SHOUWANG_DATABASE_URL", "SHOUWANG_DATABASE_PASSWORD");
    assertThat(reference.variablesIn("set shouwang.push.web.contact-address")).isEmpty();
  }
}
