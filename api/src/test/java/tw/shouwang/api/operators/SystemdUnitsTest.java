package tw.shouwang.api.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The packages' units. How they are hardened, and that they work, is tried by `.ci/packages`.
class SystemdUnitsTest {

  private static final Path FOLDER = Path.of("src/dist/systemd");
  private static final List<String> ROLES = List.of("public", "staff");

  @Test
  void everyTimerHasItsUnitAndIsEnabledByTheManual() throws IOException {
    String manual = Files.readString(Path.of("OPERATIONS.md"));
    String install = manual.substring(manual.indexOf("**Timers**"), manual.indexOf("## Check"));
    List<Path> timers = files("*.timer");
    assertThat(timers).isNotEmpty();
    for (Path timer : timers) {
      String name = timer.getFileName().toString().replace(".timer", "");
      assertThat(FOLDER.resolve(name + ".service")).exists();
      assertThat(install).as("the manual enables it").contains(name);
    }
  }

  /// `/etc/shouwang/<role>.env` sets a node's heap, and that of what runs beside it.
  @Test
  void everyUnitThatRunsTheProgramHasItsOptions() throws IOException {
    List<String> starts = new ArrayList<>();
    for (Path unit : files("*.service")) {
      Files.readAllLines(unit).stream()
          .filter(line -> line.startsWith("ExecStart=/usr/lib/shouwang-"))
          .forEach(starts::add);
    }
    assertThat(starts)
        .hasSizeGreaterThan(ROLES.size())
        .allMatch(line -> line.contains(" $JVM_OPTIONS "));
    assertThat(Files.readString(FOLDER.resolve("shouwang-staff-check.service")))
        .contains(" check $CHECK_OPTIONS\n");
  }

  /// Lost keys cannot be recovered, and the service makes new ones by itself.
  @Test
  void eachRolesKeysAreTakenAfterTheNightlyJobs() throws IOException {
    for (String role : ROLES) {
      String unit = "shouwang-" + role + "-keys";
      assertThat(Files.readString(FOLDER.resolve(unit + ".service")))
          .contains("ConditionPathIsDirectory=/var/backups/shouwang-keys\n")
          .contains(" shouwang-" + role + "/keys &&")
          .contains("&& mv " + role + ".tar.gz.new " + role + ".tar.gz'")
          .contains("UMask=0077\n");
      assertThat(Files.readString(FOLDER.resolve(unit + ".timer")))
          .contains("OnCalendar=02:45 Asia/Taipei\n");
    }
  }

  private static List<Path> files(String glob) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(FOLDER, glob)) {
      found.forEach(files::add);
    }
    return files;
  }
}
