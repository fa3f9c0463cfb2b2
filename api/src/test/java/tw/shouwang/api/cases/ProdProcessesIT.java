package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.database.OutsideDatabase;
import tw.shouwang.api.testing.ServiceProcess;

/// A county's first day in `prod`: keys made by command, a public and a staff process with folders
/// of their own on one outside database; and what neither of them may do.
class ProdProcessesIT {

  private static final Pattern VERIFICATION =
      Pattern.compile("(?m)^shouwang\\.centre-keys\\.verification\\.(\\w+)=(\\S+)$");

  @TempDir Path folder;

  private final OutsideDatabase database = new OutsideDatabase();
  private final Map<String, String> verification = new HashMap<>();

  @Test
  void goesFromNothingToAReadReportWithoutEverHoldingBothHalves() throws Exception {
    together(
        () -> run(isPublic(), "keys make-public", "pepper.key made", "token.key made"),
        () -> run(isStaff(), "keys make-staff", "audit.private.key made"),
        () -> makeSigning("tpe"),
        () -> makeSigning("ntpc"),
        () -> makeSigning("site"));
    Files.copy(folder.resolve("public-keys/link.key"), folder.resolve("staff-keys/link.key"));
    together(
        () -> run(isStaff(), "keys make tpe", "generation 1 of tpe"),
        () -> run(isStaff(), "keys make ntpc", "generation 1 of ntpc"));

    try (ServiceProcess open = ServiceProcess.start(isPublic());
        ServiceProcess staff = ServiceProcess.start(isStaff())) {
      assertThat(open.get("/health/readiness").body()).contains("\"UP\"");
      assertThat(staff.get("/health/readiness").body()).contains("\"UP\"");
      assertThat(staff.post("/graphql", "{\"query\": \"{ __typename }\"}").statusCode())
          .as("what strangers ask is not answered by a staff process")
          .isNotEqualTo(200);
      assertThat(open.post("/staff/graphql", "{\"query\": \"{ __typename }\"}").statusCode())
          .as("what staff ask is not answered by a public process")
          .isNotEqualTo(200);

      Receipt receipt = Forms.receipt();
      assertThat(open.ask(submit(receipt))).contains("CaseReceived");
      together(
          () -> run(isStaff(), "keys list", "tpe  generation 1", "signed  private half here"),
          () -> run(isPublic(), "retention --dry-run", "would be: cases warned of 0, closed 0"),
          () -> run(isPublic(), "proof public-key"),
          () -> run(asOwnerToo(), "retention", "done: ", "tables in the order of their keys: "));
      assertThat(open.ask(view(receipt))).contains("樓上一直有哭聲");
    }
  }

  private String makeSigning(String centre) {
    String said = run(isStaff(), "keys make-signing " + centre);
    Matcher printed = VERIFICATION.matcher(said);
    assertThat(printed.find()).as(said).isTrue();
    synchronized (verification) {
      verification.put(
          "SHOUWANG_CENTRE_KEYS_VERIFICATION_" + centre.toUpperCase(java.util.Locale.ROOT),
          printed.group(2));
    }
    return said;
  }

  private static String run(Map<String, String> settings, String command, String... saying) {
    return fail(settings, command, 0, saying);
  }

  private static String fail(
      Map<String, String> settings, String command, int status, String... saying) {
    try (ServiceProcess process = ServiceProcess.start(settings, command.split(" ", -1))) {
      int ended = process.exitStatus();
      assertThat(ended).as(command + "\n" + process.output()).isEqualTo(status);
      assertThat(process.output()).doesNotContain("\tat ");
      for (String words : saying) {
        assertThat(process.output()).contains(words);
      }
      return process.output();
    }
  }

  /// At most two at a time, because each is a JVM that starts.
  @SafeVarargs
  private static void together(Callable<String>... each) throws Exception {
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      for (Future<String> future : two.invokeAll(List.of(each))) {
        future.get();
      }
    }
  }

  private Map<String, String> isPublic() {
    Map<String, String> settings = inProd("public");
    settings.putAll(database.ofPublic());
    settings.put("SHOUWANG_ERASURES_DIRECTORY", folder.resolve("erasures").toString());
    // The documents of this test are not packed with the service.
    settings.put("SHOUWANG_GRAPHQL_DOCUMENTS_TRUSTED_ONLY", "false");
    return settings;
  }

  /// What the nightly command is told, and no process that serves.
  private Map<String, String> asOwnerToo() {
    Map<String, String> settings = isPublic();
    settings.putAll(database.ofOwner());
    return settings;
  }

  private Map<String, String> isStaff() {
    Map<String, String> settings = inProd("staff");
    settings.putAll(database.ofStaff());
    settings.put("SHOUWANG_STAFF_LOGIN_ISSUER", "https://login.example.org");
    settings.put("SHOUWANG_STAFF_LOGIN_JWKS_URL", "http://127.0.0.1:9/jwks");
    return settings;
  }

  private Map<String, String> inProd(String role) {
    Map<String, String> settings = new HashMap<>();
    synchronized (verification) {
      settings.putAll(verification);
    }
    settings.put("MICRONAUT_ENVIRONMENTS", "prod");
    settings.put("SHOUWANG_ROLES", role);
    settings.put("SHOUWANG_DATA_DIRECTORY", folder.resolve(role + "-data").toString());
    try {
      settings.put(
          "SHOUWANG_KEYS_DIRECTORY",
          Files.createDirectories(folder.resolve(role + "-keys")).toString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return settings;
  }

  private static String submit(Receipt receipt) {
    return """
    {"query": "mutation ($input: SubmitConcernInput!) { submitConcern(input: $input) { __typename } }",
     "variables": {"input": {"receipt": "%s", "topic": "OTHER", "urgency": "URGENT",
                             "words": "樓上一直有哭聲", "area": "63000030"}}}
    """
        .formatted(receipt.text());
  }

  private static String view(Receipt receipt) {
    return """
    {"query": "query ($receipt: Receipt!) { caseView(receipt: $receipt) { messages { words } } }",
     "variables": {"receipt": "%s"}}
    """
        .formatted(receipt.text());
  }
}
