package tw.shouwang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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
    assertThat(service.output())
        .as("nothing is made anew after its end")
        .doesNotContain("Error stopping");
  }

  static Stream<Arguments> decisionsThatProdDoesNotTakeForAnybody() {
    return Stream.of(
        Arguments.of(Map.of(), "set shouwang.roles to public or to staff"),
        Arguments.of(Map.of("SHOUWANG_ROLES", "public,staff"), "not both"),
        Arguments.of(Map.of("SHOUWANG_ROLES", "everything"), "knows public and staff"),
        Arguments.of(Map.of("SHOUWANG_ROLES", "public"), "(SHOUWANG_DATABASE_URL)"),
        Arguments.of(
            Map.of(
                "SHOUWANG_ROLES", "public",
                "SHOUWANG_DATABASE_URL", "jdbc:postgresql://127.0.0.1:9/shouwang"),
            "shouwang.database.password"),
        Arguments.of(
            Map.of("SHOUWANG_ROLES", "public", "SHOUWANG_DATABASE_PASWORD", "secret"),
            "SHOUWANG_DATABASE_PASWORD is no setting: do you mean SHOUWANG_DATABASE_PASSWORD?"),
        Arguments.of(
            Map.of("SHOUWANG_ROLES", "public", "SHOUWANG_DATABASE_DANGER_CONNECTIONS", "many"),
            "SHOUWANG_DATABASE_DANGER_CONNECTIONS has no value of its kind; it is number."),
        Arguments.of(
            Map.of("SHOUWANG_ROLES", "public", "SHOUWANG_DATABASE_DANGER_CONNECTIONS", "0"),
            "shouwang.database: *-connections must be at least 1"),
        Arguments.of(
            Map.of(
                "SHOUWANG_ROLES", "public",
                "SHOUWANG_DATABASE_URL", "jdbc:postgresql://127.0.0.1:9/shouwang",
                "SHOUWANG_DATABASE_PASSWORD", "unused",
                "SHOUWANG_DATABASE_VAULT_PASSWORD", "unused"),
            "set shouwang.keys.directory"),
        // O6: before anything calls the login provider or a receiver.
        Arguments.of(
            Map.of(
                "SHOUWANG_ROLES", "staff",
                "SHOUWANG_DATABASE_URL", "jdbc:postgresql://127.0.0.1:9/shouwang",
                "SHOUWANG_DATABASE_PASSWORD", "unused",
                "SHOUWANG_TRUST_CERTIFICATES", "/nowhere/county.pem"),
            "there is no file /nowhere/county.pem. (SHOUWANG_TRUST_CERTIFICATES)"),
        // 14: all checks come before the first key and the first step on the database.
        Arguments.of(
            Map.of(
                "SHOUWANG_ROLES", "public",
                "SHOUWANG_DATABASE_URL", "jdbc:postgresql://127.0.0.1:9/shouwang",
                "SHOUWANG_DATABASE_PASSWORD", "unused",
                "SHOUWANG_DATABASE_VAULT_PASSWORD", "unused"),
            "set shouwang.pages.origins to the public address"));
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

  /// 19: a Service called `shouwang` gives every container of its namespace variables that begin as
  /// our settings do; those are nobody's mistake.
  @Test
  void takesNoLinkOfAServiceForASetting() {
    Map<String, String> links =
        settings(
            Map.of(
                "MICRONAUT_ENVIRONMENTS", "prod",
                "SHOUWANG_ROLES", "staff",
                "SHOUWANG_SERVICE_HOST", "10.0.0.11",
                "SHOUWANG_SERVICE_PORT", "8080",
                "SHOUWANG_PORT", "tcp://10.0.0.11:8080",
                "SHOUWANG_OPERATORS_PORT", "tcp://10.0.0.12:9080"));
    try (ServiceProcess service = ServiceProcess.start(links)) {
      assertThat(service.exitStatus()).isEqualTo(78);
      assertThat(service.output())
          .contains("(SHOUWANG_DATABASE_URL)")
          .doesNotContain("is no setting", "of its kind", "of another kind");
    }
  }

  /// 19: a command with a mistyped setting would work with a default that nobody chose.
  @Test
  void aCommandRefusesAMistypedSettingInProdAndNamesItElsewhere() {
    Map<String, String> mistyped =
        settings(Map.of("SHOUWANG_KEY_DIRECTORY", data + "/keys", "SHOUWANG_ROLES", "public"));
    String sentence = "SHOUWANG_KEY_DIRECTORY is no setting: do you mean SHOUWANG_KEYS_DIRECTORY?";
    try (ServiceProcess process = ServiceProcess.start(mistyped, "keys", "make-public")) {
      assertThat(process.exitStatus()).isZero();
      assertThat(process.output()).contains(sentence);
      assertThat(process.answer()).doesNotContain(sentence);
    }
    mistyped.put("MICRONAUT_ENVIRONMENTS", "prod");
    for (String words : List.of("keys make-public", "retention --dry-run")) {
      try (ServiceProcess process = ServiceProcess.start(mistyped, words.split(" ", -1))) {
        assertThat(process.exitStatus()).isEqualTo(78);
        assertThat(process.output()).contains(sentence).doesNotContain("\tat ");
      }
    }
    try (ServiceProcess process = ServiceProcess.start(mistyped, "check")) {
      assertThat(process.exitStatus()).isEqualTo(2);
      assertThat(process.answer()).contains("wrong    settings   " + sentence);
    }
  }

  /// O10: no line of a log is lost for its form.
  @Test
  void refusesAnUnknownLogFormatWithASentence() {
    try (ServiceProcess service = ServiceProcess.start(settings(Map.of("LOG_FORMAT", "text")))) {
      assertThat(service.exitStatus()).isEqualTo(78);
      assertThat(service.output()).contains("LOG_FORMAT is one of plain, json.");
    }
  }

  /// O8: the build passes a whole command as one argument, in which a file's name may have spaces.
  @Test
  void splitsACommandAtSpacesOutsideQuotes() {
    assertThat(Application.words(new String[] {"directory import 'my file.csv' --dry-run"}))
        .containsExactly("directory", "import", "my file.csv", "--dry-run");
    assertThat(Application.words(new String[] {" staff token --name \"Lin Yu\" "}))
        .containsExactly("staff", "token", "--name", "Lin Yu");
    // 21: quotes may begin in the middle of a word.
    assertThat(
            Application.words(
                new String[] {"sites issue --out=\"my poster.svg\" --english='It is \"here\"' ''"}))
        .containsExactly("sites", "issue", "--out=my poster.svg", "--english=It is \"here\"", "");
    assertThat(Application.words(new String[] {"a\"b c\"'d e'f $1\\2 O'Brien"}))
        .containsExactly("ab cd ef", "$1\\2", "O'Brien");
    assertThat(Application.words(new String[] {"directory", "import", "my file.csv"}))
        .containsExactly("directory", "import", "my file.csv");
    assertThat(Application.words(new String[] {""})).isEmpty();
  }

  /// Whoever has the port may be the node's own predecessor, so it is no refusal for good.
  @Test
  void aPortThatIsTakenIsASentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      try (ServiceProcess service =
          ServiceProcess.start(settings(Map.of("MICRONAUT_SERVER_PORT", port)))) {
        assertThat(service.exitStatus()).isEqualTo(1);
        assertThat(service.output()).contains(port + " already in use").doesNotContain("\tat ");
      }
    }
  }

  @Test
  void answersACommandOnStandardOutputAndLogsBesideIt() {
    try (ServiceProcess process = ServiceProcess.start(settings(Map.of()), "keys", "list")) {
      assertThat(process.exitStatus()).as(process.output()).isZero();
      assertThat(process.answer()).contains("tpe  generation 1").doesNotContain(" INFO ");
      assertThat(process.output()).as("the log").contains(" INFO ");
    }
  }

  /// O8: what needs no database starts none, and leaves nothing behind where it only answers.
  @Test
  void answersFromFilesAndSettingsAlone() {
    assertThat(process("--help")).contains("keys", "directory", "cases");
    assertThat(answer("directory", "--help")).contains("import-calendar");
    assertThat(answer("directory", "import", "--help")).contains("--dry-run");
    assertThat(answer("staff", "token", "--help")).contains("--centre");
    assertThat(answer("guide", "--duties")).contains("| 家庭暴力防治法 | 50 |");
    assertThat(data).isEmptyDirectory();

    assertThat(process("keys", "make-public")).contains("pepper.key made");
    assertThat(answer("keys", "make-staff")).contains("audit.private.key made");
    assertThat(answer("keys", "make-signing", "tpe"))
        .startsWith("shouwang.centre-keys.verification.tpe=");
    assertThat(answer("proof", "public-key").strip()).matches("[A-Za-z0-9+/]{43}=");
    assertThat(data.resolve("postgres")).doesNotExist();
    assertThat(answer("staff", "token", "--role", "INTAKE_WORKER", "--centre", "tpe").strip())
        .matches("eyJ[A-Za-z0-9._-]+");
  }

  /// O8: a mistake is answered before anything starts.
  @ParameterizedTest
  @ValueSource(strings = {"kyes list", "keys lst", "retention --dryrun", "sites revoke"})
  void refusesWhatIsNoCommandWithoutStarting(String words) {
    ServiceHere.Ended ended = ServiceHere.run(settings(Map.of()), words.split(" ", -1));
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.output()).isNotBlank().doesNotContain("\tat ", "Application");
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void aMistakeIsAnExitStatus() {
    String words = "keys lst";
    try (ServiceProcess process = ServiceProcess.start(settings(Map.of()), words.split(" ", -1))) {
      assertThat(process.exitStatus()).isEqualTo(2);
      assertThat(process.output()).isNotEmpty().doesNotContain("\tat ", "Application");
    }
    assertThat(data).isEmptyDirectory();
  }

  /// 17: what an operator can mend is a sentence, and a file that is not there is a mistake in the
  /// words.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | There is no file or folder | i18n export --language en /away/en.po",
        "2 | There is no file or folder | audit verify --log /away/staff.log",
        "2 | There is no file or folder | directory import-calendar /away/2027.csv",
        "2 | Is a directory | directory import /tmp",
        "2 | the key is not in base64 | proof verify v1.a.b.c.d --key ?",
        "2 | retention is of the public role | retention --dry-run"
      })
  void saysWhatAnOperatorCanMend(int status, String sentence, String words) {
    Map<String, String> staff =
        settings(
            Map.of(
                "SHOUWANG_ROLES", "staff",
                "SHOUWANG_DATABASE_URL", "jdbc:postgresql://127.0.0.1:9/shouwang",
                "SHOUWANG_DATABASE_PASSWORD", "unused"));
    ServiceHere.Ended ended = ServiceHere.run(staff, words.split(" ", -1));
    assertThat(ended.status()).as(ended.output()).isEqualTo(status);
    assertThat(ended.output()).contains(sentence).doesNotContain("\tat ");
  }

  /// O8, O14: the database is away, and the command says so.
  @Test
  void aCommandThatNeedsTheDatabaseSaysThatItIsAway() {
    Map<String, String> away =
        settings(
            Map.of(
                "SHOUWANG_DATABASE_URL", "jdbc:postgresql://127.0.0.1:9/shouwang",
                "SHOUWANG_DATABASE_PASSWORD", "unused",
                "SHOUWANG_DATABASE_VAULT_PASSWORD", "unused"));
    ServiceHere.Ended ended = ServiceHere.run(away, "keys", "list");
    assertThat(ended.status()).isEqualTo(78);
    assertThat(ended.output()).contains("The database does not answer").doesNotContain("\tat ");
  }

  private String answer(String... words) {
    ServiceHere.Ended ended = ServiceHere.run(settings(Map.of()), words);
    assertThat(ended.status()).as(ended.output()).isZero();
    return ended.answer();
  }

  private String process(String... words) {
    try (ServiceProcess process = ServiceProcess.start(settings(Map.of()), words)) {
      assertThat(process.exitStatus()).as(process.output()).isZero();
      return process.answer();
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
