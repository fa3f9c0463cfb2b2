package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.ServiceHere;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.database.OutsideDatabase;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.ServiceProcess;
import tw.shouwang.notifications.testing.FcmStandIn;

/// The first days of a county in `prod`: keys made by command, a public and a staff process with
/// separate folders and one external database; and what neither of them may do.
class ProdProcessesIT {

  private static final String SITE_LINK = "https://report.example.org/";
  private static final String ANY = "{\"query\": \"{ __typename }\"}";

  @TempDir Path folder;

  private final OutsideDatabase database = new OutsideDatabase();
  private final IdentityProvider provider = IdentityProvider.start();
  private final Map<String, String> verification = new HashMap<>();

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void goesFromNothingToAReadReportWithoutEverHoldingBothHalves() throws Exception {
    Files.createDirectory(folder.resolve("told"));
    together(
        // O3: another link.key than the public nodes' would lose every push.
        () -> fail(isStaff(), "keys make-public", 2, "gets a copy of a public node's"),
        () -> process(isPublic(), "keys make-public", 0, "pepper.key made", "token.key made"),
        () -> run(isStaff(), "keys make-staff", "audit.private.key made"),
        () -> makeSigning("tpe"),
        () -> makeSigning("ntpc"),
        () -> makeSigning("site"));
    Files.copy(folder.resolve("public-keys/link.key"), folder.resolve("staff-keys/link.key"));
    together(
        () -> process(isStaff(), "keys make tpe", 0, "generation 1 of tpe"),
        () -> run(isStaff(), "keys make ntpc", "generation 1 of ntpc"));
    String site = issuePoster();

    try (ServiceProcess open = ServiceProcess.start(isPublic());
        ServiceProcess staff = ServiceProcess.start(isStaff())) {
      assertThat(open.get("/health/readiness").body()).contains("\"UP\"");
      assertThat(staff.get("/health/readiness").body()).contains("\"UP\"");
      servesNothingOfTheOthers(open, staff);

      assertThat(open.ask(site(site))).contains("\"63000030\"").contains("安心診所");
      Receipt first = Forms.receipt();
      assertThat(open.ask(submit(first, site))).contains("CaseReceived").doesNotContain("代碼無法辨識");
      String proof = provesThatItWasSent(open, first);
      run(isStaff(), "sites revoke " + site, "revoked");
      together(
          () -> run(isStaff(), "keys list", "tpe  generation 1", "signed  private half here"),
          () -> run(isPublic(), "retention --dry-run", "would be: cases warned of 0, closed 0"),
          () -> run(isPublic(), "guide --duties", "| 家庭暴力防治法 | 50 |"),
          () ->
              process(
                  asOwnerToo(), "retention", 0, "done: ", "tables in the order of their keys: "),
          () -> fail(isStaff(), "rewrite", 2, "rewrite needs the owner's password"),
          this::theTablesAreReordered,
          () -> checkedByAnybody(proof));

      readByStaff(staff);
      remembersADeviceOfStaff(staff);
      aCountyJoins(open, staff);
      keysChangeUnderneath(open, staff, first);

      until(() -> open.ask(site(site)).contains("\"site\":null"), "the code is forgotten");
      assertThat(open.ask(submit(Forms.receipt(), site)))
          .as("who scanned a poster that was taken down is heard all the same")
          .contains("CaseReceived", "海報上的代碼無法辨識");
      assertThat(open.ask(view(first))).contains("樓上一直有哭聲");
      // O4: nobody has said which proxies are ours.
      assertThat(open.output()).contains("behind a proxy all senders count as one caller");
      // O11: a staff process has no vault, and does not try to open one.
      assertThat(staff.output()).doesNotContain("vault", "\tat ");
    }
    refusesToStartWithoutItsKeys();
  }

  private static void servesNothingOfTheOthers(ServiceProcess open, ServiceProcess staff) {
    assertThat(staff.post("/graphql", ANY).statusCode()).isEqualTo(404);
    assertThat(staff.post("/graphql/stream", ANY).statusCode()).isEqualTo(404);
    assertThat(staff.get("/graphql?query=%7B__typename%7D").statusCode()).isEqualTo(404);
    // O14: the views of the directory are a public process's.
    for (String path : List.of("/hsds", "/hsds/services", "/directory/bundle", "/", "/figures")) {
      assertThat(staff.get(path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(open.get("/hsds/services").statusCode()).isEqualTo(200);
    assertThat(open.post("/staff/graphql", ANY).statusCode()).isEqualTo(404);
    assertThat(open.post("/staff/graphql/stream", ANY).statusCode()).isEqualTo(404);
    assertThat(open.get("/staff/exports/1").statusCode()).isEqualTo(404);
    assertThat(open.get("/graphiql").statusCode()).as("in prod").isEqualTo(404);
  }

  /// Makes a poster by command and returns its code.
  private String issuePoster() throws IOException {
    // 17: no code is stored that no poster shows.
    String issue = "sites issue 63000030 CLINIC 安心診所 --link " + SITE_LINK;
    fail(isStaff(), issue + " --out " + folder + "/away/poster.svg", 2, "cannot be written");
    fail(isStaff(), issue + "x".repeat(3_000) + " --out " + folder + "/p.svg", 2, "too long");
    fail(isPublic(), "audit verify", 78, "(SHOUWANG_ROLES)");
    Path poster = folder.resolve("poster.svg");
    String said = run(isStaff(), issue + " --out " + poster, "made ");
    assertThat(Files.readString(poster)).startsWith("<svg").doesNotContain("安心診所");
    return said.strip().split(" ", -1)[1].replace(",", "");
  }

  /// A proof, with the public key to check it.
  private String provesThatItWasSent(ServiceProcess open, Receipt receipt) {
    String answer = open.ask(proof(receipt));
    assertThat(answer).contains("手機");
    Matcher signed = Pattern.compile("\"signed\":\"([^\"]+)\"").matcher(answer);
    assertThat(signed.find()).as(answer).isTrue();
    return signed.group(1) + " --key " + run(isPublic(), "proof public-key").strip();
  }

  private String checkedByAnybody(String proof) {
    Map<String, String> nobody = Map.of("SHOUWANG_DATA_DIRECTORY", folder + "/nobody");
    assertThat(run(nobody, "proof verify " + proof))
        .matches("true: a case was sent to tpe on \\d{4}-\\d\\d-\\d\\d");
    assertThat(folder.resolve("nobody")).doesNotExist();
    String forged = proof.replaceFirst("\\.tpe\\.", ".ntpc.");
    return fail(nobody, "proof verify " + forged, 1, "not a true proof");
  }

  /// The nodes do not know the owner's password, so a command of whoever has it hides in which
  /// order rows came.
  private String theTablesAreReordered() {
    Map<String, String> operator = isStaff();
    operator.putAll(database.ofOwner());
    return run(operator, "rewrite", "The rows of every table lie in the order of their keys.");
  }

  /// A third centre, while both processes serve: the row alone changes nothing for its people, and
  /// the file does within a minute.
  private void aCountyJoins(ServiceProcess open, ServiceProcess staff) throws Exception {
    assertThat(open.ask(submitIn("68000010", Forms.receipt()))).contains("NOT_SERVED_HERE");
    fail(isStaff(), "centres add tyc --areas 68000 --name 桃園市受理中心", 2, "owner's password");
    Map<String, String> operator = isStaff();
    operator.putAll(database.ofOwner());
    Path file = folder.resolve("tyc.json");
    List<String> add = List.of("centres", "add", "tyc", "--areas", "68000", "--name", "桃園市受理中心");
    List<String> spaced = new ArrayList<>(add);
    spaced.addAll(List.of("--english", "Taoyuan City Intake", "--out", file.toString()));
    try (ServiceProcess adding = ServiceProcess.start(operator, spaced.toArray(String[]::new))) {
      assertThat(adding.exitStatus()).as(adding.output()).isZero();
    }
    assertThat(Files.readString(file)).contains("\"Taoyuan City Intake\"", "\"68000010\"");
    assertThat(open.ask(submitIn("68000010", Forms.receipt())))
        .as("the database alone")
        .contains("NOT_SERVED_HERE");
    Files.copy(file, folder.resolve("told/tyc.json"));
    Receipt receipt = Forms.receipt();
    until(
        () -> open.ask(submitIn("68000010", receipt)).contains("CaseReceived"),
        "the county is served");
    HttpResponse<String> read =
        staff.post(
            "/staff/graphql",
            "{\"query\": \"{ inbox { nodes { centre } } }\"}",
            "Authorization",
            "Bearer " + provider.token("y1", "tyc", "INTAKE_WORKER"));
    assertThat(read.body()).contains("{\"centre\":\"tyc\"}").doesNotContain("\"tpe\"");
  }

  private void readByStaff(ServiceProcess staff) {
    Matcher id =
        Pattern.compile("\"id\":\"([0-9a-f-]{36})\"")
            .matcher(ask(staff, "{ inbox(first: 5) { nodes { id } } }"));
    assertThat(id.find()).isTrue();
    assertThat(ask(staff, "{ staffCase(id: \\\"" + id.group(1) + "\\\") { sealed { words } } }"))
        .contains("樓上一直有哭聲");
  }

  /// A staff process can neither write the vault nor read its tokens: the public process later
  /// stores the device.
  private void remembersADeviceOfStaff(ServiceProcess staff) throws InterruptedException {
    String enabled =
        ask(
            staff,
            "mutation ($token: String!) { enableAlerts(input: {device: \\\"phone\\\", token:"
                + " $token}) { __typename } }",
            "{\"token\": \"" + FcmStandIn.token(1) + "\"}");
    assertThat(enabled).contains("AlertsChanged");
    until(this::hasADevice, "the vault has the device");
  }

  private boolean hasADevice() {
    try (var connection = database.asSuperuser();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select from vault.device")) {
      return rows.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// While both processes serve, a generation is made, cases with words are moved to it, and the
  /// old private key is destroyed.
  private void keysChangeUnderneath(ServiceProcess open, ServiceProcess staff, Receipt kept)
      throws Exception {
    fail(isStaff(), "keys destroy tpe 1", 1, "not yet: generation 1 of tpe may be destroyed from ");
    age("tpe", 1);
    fail(isStaff(), "keys destroy tpe 1", 1, "1 kept cases need generation 1: run rotate first");
    run(isStaff(), "keys rotate tpe", "moved 1 cases of tpe");
    readByStaff(staff);
    run(isStaff(), "keys destroy tpe 1", "destroyed generation 1 of tpe");
    assertThat(folder.resolve("staff-keys/centre-tpe-00001.private.key")).doesNotExist();
    assertThat(run(isStaff(), "keys list"))
        .contains("tpe  generation 2")
        .doesNotContain("tpe  generation 1");
    readByStaff(staff);
    assertThat(open.ask(view(kept))).contains("樓上一直有哭聲");
    fail(isStaff(), "keys destroy tpe 9", 1, "there is no generation 9 of tpe");
  }

  /// Makes the generation some weeks old.
  private void age(String centre, int generation) throws Exception {
    byte[] signing =
        Base64.getDecoder()
            .decode(
                Files.readString(folder.resolve("staff-keys/signing-" + centre + ".private.key"))
                    .strip());
    LocalDate made = LocalDate.now(ZoneId.of("Asia/Taipei")).minusDays(40);
    try (var connection = database.asSuperuser();
        var select =
            connection.prepareStatement(
                """
                select public_key
                from cases.centre_keyset
                where centre = ? and generation = ?
                """);
        var update =
            connection.prepareStatement(
                """
                update cases.centre_keyset
                set valid_from = ?, valid_until = ?, signature = ?
                where centre = ? and generation = ?
                """)) {
      select.setString(1, centre);
      select.setInt(2, generation);
      try (var rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        CentreKey older =
            CentreKey.signed(centre, generation, made, made.plusDays(7), rows.getBytes(1), signing);
        update.setObject(1, older.validFrom());
        update.setObject(2, older.validUntil());
        update.setBytes(3, older.signature());
        update.setString(4, centre);
        update.setInt(5, generation);
        assertThat(update.executeUpdate()).isOne();
      }
    }
  }

  private void refusesToStartWithoutItsKeys() throws Exception {
    List<Callable<String>> starts = new ArrayList<>();
    for (String missing : List.of("pepper", "link", "token", "proof")) {
      Map<String, String> settings = withKeysOf(isPublic(), "without-" + missing);
      Files.delete(keys(settings).resolve(missing + ".key"));
      starts.add(() -> refused(settings, missing + ".key is missing in shouwang.keys.directory"));
    }
    Map<String, String> weekless = withKeysOf(isPublic(), "weekless");
    try (var names = Files.newDirectoryStream(keys(weekless), "storage-*")) {
      for (Path name : names) {
        Files.delete(name);
      }
    }
    starts.add(() -> refused(weekless, ".key is missing in shouwang.keys.directory"));

    // O2, O3: a key folder of a node's own, in which all that is needed is there.
    Map<String, String> alone = withKeysOf(isPublic(), "alone");
    Files.copy(
        keys(alone).resolve("token.key"),
        keys(alone).resolve("pepper.key"),
        StandardCopyOption.REPLACE_EXISTING);
    starts.add(() -> refused(alone, "pepper.key in shouwang.keys.directory: the other nodes use"));
    Map<String, String> unlinked = withKeysOf(isStaff(), "unlinked");
    Files.copy(
        folder.resolve("public-keys/token.key"),
        keys(unlinked).resolve("link.key"),
        StandardCopyOption.REPLACE_EXISTING);
    starts.add(() -> refused(unlinked, "link.key in shouwang.keys.directory: the other nodes use"));

    // O14: a wrong password is a sentence, in which it does not stand.
    Map<String, String> mistyped = isPublic();
    mistyped.put("SHOUWANG_DATABASE_PASSWORD", "mistyped-password");
    starts.add(() -> {
      String said = refused(mistyped, "check the passwords of its roles");
      assertThat(said).doesNotContain("mistyped-password");
      return said;
    });

    Map<String, String> vaultless = isPublic();
    vaultless.put("SHOUWANG_DATABASE_VAULT_PASSWORD", "mistyped-password");
    starts.add(() -> refused(vaultless, "check the passwords of its roles"));
    starts.add(() ->
        fail(
            vaultless,
            "check",
            2,
            "wrong    database   The database does not let shouwang_vault in"));

    Map<String, String> unfit = withKeysOf(isPublic(), "unfit");
    Path account = keys(unfit).resolveSibling("firebase.json");
    Files.writeString(account, "{\"type\": \"service_account\"}");
    unfit.put("SHOUWANG_PUSH_FIREBASE_CREDENTIALS", account.toString());
    starts.add(() -> refused(unfit, "credentials is no whole file of a service account"));

    Map<String, String> empty = withKeysOf(isPublic(), "empty");
    Files.writeString(keys(empty).resolve("pepper.key"), "");
    starts.add(() -> refused(empty, "pepper.key in shouwang.keys.directory holds 0 bytes"));

    Map<String, String> garbled = withKeysOf(isPublic(), "garbled");
    Files.writeString(keys(garbled).resolve("token.key"), "not base64!");
    starts.add(
        () -> refused(garbled, "token.key in shouwang.keys.directory is not one line of base64"));

    // B13: Apple refuses pushes from a service whose operator it cannot reach.
    for (String nobody : List.of("mailto:push@localhost", "mailto:push@intranet")) {
      Map<String, String> unreachable = withKeysOf(isPublic(), "unreachable-" + nobody.length());
      unreachable.put("SHOUWANG_PUSH_WEB_CONTACT", nobody);
      starts.add(() -> refused(unreachable, "shouwang.push.web.contact must be"));
    }
    Map<String, String> unset = withKeysOf(isPublic(), "unset");
    unset.remove("SHOUWANG_PUSH_WEB_CONTACT");
    starts.add(() -> refused(unset, "shouwang.push.web.contact must be"));

    Map<String, String> curious = withKeysOf(isPublic(), "curious");
    Files.copy(
        folder.resolve("staff-keys/centre-tpe-00002.private.key"),
        keys(curious).resolve("centre-tpe-00002.private.key"));
    starts.add(() -> refused(curious, "centre-tpe-00002.private.key). Take them out"));

    Map<String, String> untrusting = isPublic();
    untrusting.put("SHOUWANG_CENTRE_KEYS_VERIFICATION_TPE", "QUJD");
    starts.add(() -> refused(untrusting, "shouwang.centre-keys.verification.tpe is no public key"));

    Map<String, String> trustless = isPublic();
    trustless.remove("SHOUWANG_CENTRE_KEYS_VERIFICATION_NTPC");
    Map<String, String> halfReady = new HashMap<>(trustless);
    starts.add(() -> process(halfReady, "guide", 0, "not ready here: [ntpc]"));
    trustless.remove("SHOUWANG_CENTRE_KEYS_VERIFICATION_TPE");
    trustless.remove("SHOUWANG_CENTRE_KEYS_DIRECTORY");
    starts.add(() -> refused(trustless, "shouwang.centre-keys.verification.ntpc is not set"));

    Map<String, String> unaudited = withKeysOf(isStaff(), "unaudited");
    Files.delete(keys(unaudited).resolve("audit.private.key"));
    starts.add(() -> refused(unaudited, "audit.private.key is missing in shouwang.keys.directory"));

    Map<String, String> paged = withKeysOf(isStaff(), "paged");
    paged.putAll(
        Map.of(
            "SHOUWANG_WEBHOOKS_0_URL", "https://127.0.0.1:9/",
            "SHOUWANG_WEBHOOKS_0_CENTRE", "tpe",
            "SHOUWANG_WEBHOOKS_0_EVENTS", "DANGER_ARRIVED",
            "SHOUWANG_WEBHOOKS_0_NAME", "pager"));
    starts.add(() -> refusedForItsReceiver(paged));

    Map<String, String> keyless = withKeysOf(isPublic(), "keyless");
    Files.delete(keys(keyless).resolve("link.key"));
    starts.add(() -> fail(keyless, "check", 2, "missing  keys       The key file link.key"));
    starts.add(() ->
        fail(
            isPublic(),
            "check",
            1,
            "SHOUWANG_GRAPHQL_RATE_LIMITS_TRUSTED_PROXIES is not set",
            "ok       database   PostgreSQL",
            "ok       jobs       All nightly jobs that were tried succeeded within 26 hours.",
            "ok       centres    tpe: sealed for until"));
    starts.add(() ->
        fail(
            isStaff(),
            "check --json",
            1,
            "{\"worst\":\"weak\",",
            "The provider gives 1 keys",
            "Nobody is told of danger at ntpc, tyc"));

    Map<String, String> forger = withKeysOf(isStaff(), "forger");
    Files.copy(
        keys(forger).resolve("signing-ntpc.private.key"),
        keys(forger).resolve("signing-tpe.private.key"),
        StandardCopyOption.REPLACE_EXISTING);
    starts.add(() ->
        fail(forger, "keys rotate tpe", 78, "shouwang.centre-keys.verification.tpe: no node"));
    together(starts);
  }

  /// O6: an alarm that reaches nobody is told before it is needed.
  private static String refusedForItsReceiver(Map<String, String> paged) {
    refused(paged, "webhook-pager.private.key is missing in shouwang.keys.directory");
    assertThat(run(paged, "webhooks make-secret pager")).startsWith("whsec_");
    run(paged, "webhooks make-secret pager", "webhook-pager.private.key is there");
    fail(paged, "webhooks test pager", 1, "not taken: ");
    fail(paged, "webhooks test pagr", 2, "there is no receiver of this name");
    paged.put("SHOUWANG_WEBHOOKS_0_CENTRE", "atlantis");
    return fail(
        paged, "check", 2, "wrong    webhooks ", "is of atlantis, which is no centre here.");
  }

  private static String refused(Map<String, String> settings, String sentence) {
    try {
      return process(settings, "serve", 78, sentence);
    } catch (IllegalStateException e) {
      throw new AssertionError("it starts and does not say: " + sentence, e);
    }
  }

  private static Path keys(Map<String, String> settings) {
    return Path.of(settings.getOrDefault("SHOUWANG_KEYS_DIRECTORY", ""));
  }

  /// The same settings with a copy of the key folder, from which the test removes a key.
  private Map<String, String> withKeysOf(Map<String, String> settings, String name)
      throws IOException {
    Path copy = Files.createDirectory(folder.resolve(name));
    try (var files = Files.newDirectoryStream(keys(settings))) {
      for (Path file : files) {
        Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    Map<String, String> other = new HashMap<>(settings);
    other.put("SHOUWANG_KEYS_DIRECTORY", copy.toString());
    return other;
  }

  private String makeSigning(String centre) {
    String said = run(isStaff(), "keys make-signing " + centre);
    assertThat(said).startsWith("shouwang.centre-keys.verification." + centre + "=");
    synchronized (verification) {
      verification.put(
          "SHOUWANG_CENTRE_KEYS_VERIFICATION_" + centre.toUpperCase(Locale.ROOT),
          said.substring(said.indexOf('=') + 1));
    }
    return said;
  }

  private static String run(Map<String, String> settings, String command, String... saying) {
    return fail(settings, command, 0, saying);
  }

  /// The answer of a command that must end with a failure.
  private static String fail(
      Map<String, String> settings, String command, int status, String... saying) {
    ServiceHere.Ended ended = ServiceHere.run(settings, command.split(" ", -1));
    assertThat(ended.status()).as(command + "\n" + ended.output()).isEqualTo(status);
    assertThat(ended.output()).doesNotContain("\tat ");
    for (String words : saying) {
      assertThat(ended.output()).contains(words);
    }
    return ended.answer();
  }

  /// The same by a process of its own, as an operator starts it.
  private static String process(
      Map<String, String> settings, String command, int status, String... saying) {
    try (ServiceProcess process = ServiceProcess.start(settings, command.split(" ", -1))) {
      int ended = process.exitStatus();
      assertThat(ended).as(command + "\n" + process.output()).isEqualTo(status);
      assertThat(process.output()).doesNotContain("\tat ");
      for (String words : saying) {
        assertThat(process.output()).contains(words);
      }
      return process.answer();
    }
  }

  private String ask(ServiceProcess staff, String query) {
    return ask(staff, query, "{}");
  }

  private String ask(ServiceProcess staff, String query, String variables) {
    HttpResponse<String> answer =
        staff.post(
            "/staff/graphql",
            "{\"query\": \"" + query + "\", \"variables\": " + variables + "}",
            "Authorization",
            "Bearer " + provider.token("w1", "tpe", "INTAKE_WORKER"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static void until(Supplier<Boolean> isSo, String what) throws InterruptedException {
    long patience = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!isSo.get()) {
      assertThat(System.nanoTime()).as(what).isLessThan(patience);
      Thread.sleep(Duration.ofMillis(500));
    }
  }

  @SafeVarargs
  private static void together(Callable<String>... each) throws Exception {
    together(List.of(each));
  }

  /// At most two at a time, because each starts a JVM.
  private static void together(List<Callable<String>> each) throws Exception {
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      for (Future<String> future : two.invokeAll(each)) {
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

  /// The environment of the nightly command, which has the owner's password, unlike serving
  /// processes.
  private Map<String, String> asOwnerToo() {
    Map<String, String> settings = isPublic();
    settings.putAll(database.ofOwner());
    return settings;
  }

  private Map<String, String> isStaff() {
    Map<String, String> settings = inProd("staff");
    settings.putAll(database.ofStaff());
    Map<String, String> login = provider.settings();
    settings.put(
        "SHOUWANG_STAFF_LOGIN_ISSUER", login.getOrDefault("shouwang.staff.login.issuer", ""));
    settings.put(
        "SHOUWANG_STAFF_LOGIN_JWKS_URL", login.getOrDefault("shouwang.staff.login.jwks-url", ""));
    return settings;
  }

  private Map<String, String> inProd(String role) {
    Map<String, String> settings = new HashMap<>();
    synchronized (verification) {
      settings.putAll(verification);
    }
    settings.put("MICRONAUT_ENVIRONMENTS", "prod");
    settings.put("SHOUWANG_ROLES", role);
    settings.put("SHOUWANG_PAGES_ORIGINS", "https://help.example");
    settings.put("SHOUWANG_PUSH_WEB_CONTACT", "mailto:push@example.org");
    settings.put("SHOUWANG_CENTRE_KEYS_DIRECTORY", folder.resolve("told").toString());
    settings.put("SHOUWANG_DATA_DIRECTORY", folder.resolve(role + "-data").toString());
    try {
      settings.put(
          "SHOUWANG_KEYS_DIRECTORY",
          Files.createDirectories(folder.resolve(role + "-keys")).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  private static String submit(Receipt receipt, String site) {
    return """
    {"query": "mutation ($input: SubmitConcernInput!) { submitConcern(input: $input) { __typename ... on CaseReceived { notices } } }",
     "variables": {"input": {"receipt": "%s", "topic": "OTHER", "urgency": "URGENT",
                             "words": "樓上一直有哭聲", "area": "63000030", "siteCode": "%s"}}}
    """
        .formatted(receipt.text(), site);
  }

  private static String submitIn(String area, Receipt receipt) {
    return """
    {"query": "mutation ($input: SubmitConcernInput!) { submitConcern(input: $input) { __typename ... on SubmissionRefused { code } } }",
     "variables": {"input": {"receipt": "%s", "topic": "OTHER", "urgency": "ROUTINE",
                             "words": "樓上一直有哭聲", "area": "%s"}}}
    """
        .formatted(receipt.text(), area);
  }

  private static String site(String code) {
    return """
    {"query": "query ($code: String!) { site(code: $code) { area { code } office(language: ZH_TW) } }",
     "variables": {"code": "%s"}}
    """
        .formatted(code);
  }

  private static String proof(Receipt receipt) {
    return """
    {"query": "query ($receipt: Receipt!) { caseProof(receipt: $receipt) { signed issuedOn statement(language: ZH_TW) } }",
     "variables": {"receipt": "%s"}}
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
