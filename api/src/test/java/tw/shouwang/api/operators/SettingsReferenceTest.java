package tw.shouwang.api.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
