package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.ServiceHere;
import tw.shouwang.api.database.OutsideDatabase;
import tw.shouwang.api.testing.IdentityProvider;

/// A county in `prod` that is none of those whose centres come with the directory: nothing waits
/// for the keys of centres that are not served here.
class OtherCountyIT {

  @TempDir Path folder;

  private final OutsideDatabase database = new OutsideDatabase();
  private final IdentityProvider provider = IdentityProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void missesNoCentreOfAnotherCounty() throws Exception {
    Path told = Files.createDirectory(folder.resolve("told"));
    Path keys = Files.createDirectory(folder.resolve("keys"));
    ended(0, "keys", "make-staff");
    Files.write(keys.resolve("link.key"), Files.readAllBytes(keys.resolve("audit.private.key")));
    Files.setPosixFilePermissions(
        keys.resolve("link.key"), Files.getPosixFilePermissions(keys.resolve("audit.private.key")));
    String site = ended(0, "keys", "make-signing", "site");
    ended(0, "migrate");

    assertThat(ended(2, "check"))
        .containsPattern("missing +centres +no centre is ready")
        .doesNotContain("tpe");
    assertThat(ended(1, "restore")).contains("not every centre has a new generation");

    Path file = told.resolve("tyc.json");
    ended(0, "centres", "add", "tyc", "--areas", "68000", "--name", "桃園市受理中心", "--out", "" + file);
    verification = site.substring(site.indexOf('=') + 1).strip();
    String ready = ended(1, "check");
    assertThat(ready)
        .containsPattern("ok +centres +tyc: sealed for until")
        .containsPattern("weak +alarms +Nobody is told of danger at tyc: ")
        .containsPattern("ok +centres +not served here: ntpc, tpe\\.|not served here: tpe, ntpc\\.")
        .doesNotContainPattern("(missing|wrong) ");
    assertThat(ended(0, "restore"))
        .contains("made generation 2 of tyc")
        .doesNotContain("tpe", "ntpc");

    // Known here and without its signing key: it is named, and the others go on.
    ended(0, "keys", "make-signing", "tpe");
    Files.move(keys.resolve("signing-tyc.private.key"), folder.resolve("away"));
    assertThat(ended(1, "restore"))
        .contains("made generation 1 of tpe")
        .contains("left out tyc: The key file signing-tyc.private.key is missing");
    Files.delete(keys.resolve("signing-tpe.private.key"));
    assertThat(ended(1, "restore")).contains("left out tpe", "left out tyc");
  }

  private String verification = "";

  private String ended(int status, String... words) {
    ServiceHere.Ended ended = ServiceHere.run(settings(), words);
    assertThat(ended.status()).as(ended.output()).isEqualTo(status);
    return ended.answer();
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(database.ofStaff());
    settings.putAll(database.ofOwner());
    provider
        .settings()
        .forEach((property, value) ->
            settings.put(
                property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), value));
    settings.put("MICRONAUT_ENVIRONMENTS", "prod");
    settings.put("SHOUWANG_ROLES", "staff");
    settings.put("SHOUWANG_KEYS_DIRECTORY", folder.resolve("keys").toString());
    settings.put("SHOUWANG_DATA_DIRECTORY", folder.resolve("data").toString());
    settings.put("SHOUWANG_CENTRE_KEYS_DIRECTORY", folder.resolve("told").toString());
    if (!verification.isEmpty()) {
      settings.put("SHOUWANG_CENTRE_KEYS_VERIFICATION_SITE", verification);
    }
    return settings;
  }
}
