package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.database.OutsideDatabase;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.ServiceProcess;

/// O9: nodes of the version named in `upgrade/from` and of this one, beside each other on one
/// database. `.ci/upgrade` compiles that version and passes its class path in the file
/// `-Dupgrade.classpath`.
class UpgradeIT {

  private static final String WORDS = "樓上一直有哭聲";
  private static final String REPLY = "我們今天會過去看看";
  private static final String DIRECTORY =
      "{\"query\": \"{ emergencyNumbers(area: \\\"63000030\\\") { name } resources(first: 3) {"
          + " nodes { name } } }\"}";

  @TempDir Path folder;

  private final IdentityProvider provider = IdentityProvider.start();
  private final List<ServiceProcess> started = new ArrayList<>();

  private OutsideDatabase database;
  private String before;

  @BeforeEach
  void findTheVersionBefore() throws Exception {
    @Nullable String classPath = System.getProperty("upgrade.classpath");
    if (classPath == null) {
      String said = "the version before is not compiled (.ci/upgrade does that): ";
      assertThat(Boolean.getBoolean("upgrade.required"))
          .as(said + "versions beside each other cannot be tried")
          .isFalse();
      System.out.println(said + "UpgradeIT is skipped");
      Assumptions.abort(said + "skipped");
    }
    before = Files.readString(Path.of(classPath)).strip();
    database = OutsideDatabase.empty();
  }

  @AfterEach
  void stop() {
    started.reversed().forEach(ServiceProcess::close);
    provider.close();
  }

  @Test
  void serveOneCaseInBothOrders() throws Exception {
    migratedByTheVersionBefore();
    List<ServiceProcess> old = start(() -> old("public"), () -> old("staff"));
    ServiceProcess oldPublic = old.getFirst();
    ServiceProcess oldStaff = old.getLast();
    Receipt early = report(oldPublic);

    try (Reader reader = new Reader(oldPublic)) {
      ServiceProcess migrate =
          started(ServiceProcess.start(with(settings("staff"), database.ofOwner()), "migrate"));
      assertThat(migrate.exitStatus()).as(migrate.output()).isZero();
      reader.assertAlwaysAnswered();
    }
    assertThat(oldPublic.ask(view(early))).contains(WORDS);

    List<ServiceProcess> now =
        start(
            () -> ServiceProcess.start(settings("public")),
            () -> ServiceProcess.start(settings("staff")));
    ServiceProcess newPublic = now.getFirst();
    ServiceProcess newStaff = now.getLast();
    // Public nodes are changed first, and staff nodes first: each step goes to the other version.
    wholeCase(early, newPublic, oldPublic, newStaff, oldStaff);
    wholeCase(report(newPublic), oldPublic, newPublic, oldStaff, newStaff);
    wholeCase(report(oldPublic), newPublic, oldPublic, newStaff, oldStaff);
    for (ServiceProcess each : List.of(oldPublic, newPublic)) {
      assertThat(each.get("/health/readiness").body()).contains("\"UP\"");
      assertThat(each.ask(DIRECTORY)).contains("\"nodes\"").doesNotContain("errors");
    }
    for (ServiceProcess each : started) {
      assertThat(each.output()).doesNotContain(" ERROR ");
    }
  }

  /// A case that was reported to the node `other` or before it: seen, answered, read, followed by
  /// another message, given another receipt and erased, each step at the other version's node.
  private void wholeCase(
      Receipt receipt,
      ServiceProcess one,
      ServiceProcess other,
      ServiceProcess staff,
      ServiceProcess colleague) {
    assertThat(one.ask(view(receipt))).contains(WORDS);
    String id = newest(staff);
    assertThat(step(staff, "acknowledgeCase", "AcknowledgeCaseInput", id, colleague, Map.of()))
        .contains("CaseChanged");
    assertThat(staffCase(colleague, id)).contains(WORDS);
    assertThat(
            step(
                colleague,
                "replyToCase",
                "ReplyToCaseInput",
                id,
                staff,
                Map.of("messageId", UUID.randomUUID().toString(), "words", REPLY)))
        .contains("CaseChanged");
    assertThat(other.ask(view(receipt))).contains(WORDS, REPLY);
    assertThat(one.ask(view(receipt))).contains(WORDS, REPLY);

    assertThat(
            one.ask(
                mutation("addMessage", "AddMessageInput", Forms.message(receipt, "m-1", "又來了"))))
        .doesNotContain("errors", "Refused");
    assertThat(staffCase(staff, id)).contains("又來了");

    Receipt next = Forms.receipt();
    assertThat(
            other.ask(
                mutation(
                    "changeReceipt",
                    "ChangeReceiptInput",
                    Map.of("receipt", receipt.text(), "newReceipt", next.text()))))
        .doesNotContain("errors", "Refused");
    assertThat(one.ask(view(receipt))).contains("\"caseView\":null");
    assertThat(one.ask(view(next))).contains(WORDS, REPLY, "又來了");

    assertThat(one.ask(mutation("eraseCase", "EraseCaseInput", Map.of("receipt", next.text()))))
        .doesNotContain("errors", "Refused");
    assertThat(other.ask(view(next))).contains("\"caseView\":null");
    // The centre reads it until the day that the sender was told.
    assertThat(version(staff, id)).isEqualTo(version(colleague, id));
  }

  /// As the version before sets itself up: schema, keys, directory, generations.
  private void migratedByTheVersionBefore() throws IOException {
    Map<String, String> both = settings("first");
    both.remove("SHOUWANG_ROLES");
    both.putAll(database.ofBoth());
    both.putAll(database.ofOwner());
    try (ServiceProcess first = ServiceProcess.ofVersion(before, both)) {
      first.uri();
    }
    copyKeys("public", name -> !name.contains(".private."));
    copyKeys("staff", _ -> true);
  }

  private void copyKeys(String role, Predicate<String> which) throws IOException {
    Path keys = Files.createDirectories(folder.resolve(role).resolve("keys"));
    try (Stream<Path> made = Files.list(folder.resolve("first").resolve("keys"))) {
      for (Path key : made.toList()) {
        String name = String.valueOf(key.getFileName());
        if (which.test(name)) {
          Files.copy(key, keys.resolve(name));
        }
      }
    }
  }

  private ServiceProcess old(String role) {
    Map<String, String> settings = settings(role);
    settings.put("SHOUWANG_DATA_DIRECTORY", folder.resolve("before-" + role).toString());
    return ServiceProcess.ofVersion(before, settings);
  }

  /// The nodes of a role share their keys and nothing else.
  private Map<String, String> settings(String role) {
    Map<String, String> settings = new HashMap<>();
    provider
        .settings()
        .forEach((name, value) ->
            settings.put(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), value));
    settings.put("SHOUWANG_ROLES", role);
    settings.put("SHOUWANG_DATA_DIRECTORY", folder.resolve(role).toString());
    settings.put("SHOUWANG_KEYS_DIRECTORY", folder.resolve(role).resolve("keys").toString());
    settings.put("SHOUWANG_PUSH_STAND_IN_PORT", "0");
    settings.put("JAVA_TOOL_OPTIONS", "-Xmx256m");
    settings.putAll(role.equals("staff") ? database.ofStaff() : database.ofPublic());
    return settings;
  }

  private static Map<String, String> with(Map<String, String> settings, Map<String, String> more) {
    settings.putAll(more);
    return settings;
  }

  /// Starts nodes at once and waits for them.
  @SafeVarargs
  private List<ServiceProcess> start(Callable<ServiceProcess>... nodes) throws Exception {
    List<ServiceProcess> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<ServiceProcess> each : threads.invokeAll(List.of(nodes))) {
        all.add(started(each.get()));
      }
    }
    all.forEach(ServiceProcess::uri);
    return all;
  }

  private ServiceProcess started(ServiceProcess process) {
    started.add(process);
    return process;
  }

  private Receipt report(ServiceProcess node) {
    Receipt receipt = Forms.receipt();
    Map<String, Object> form = Forms.concern(receipt, "URGENT");
    form.put("words", WORDS);
    assertThat(node.ask(mutation("submitConcern", "SubmitConcernInput", form)))
        .contains("CaseReceived");
    return receipt;
  }

  private String newest(ServiceProcess staff) {
    return first(
        "\"id\":\"([0-9a-f-]{36})\"",
        asWorker(
            staff, "{ inbox(first: 1, filter: {statuses: [RECEIVED]}) { nodes { id } } }", "{}"));
  }

  private String staffCase(ServiceProcess staff, String id) {
    return asWorker(
        staff,
        "{ staffCase(id: \\\"%s\\\") { version sealed { words messages { words } } } }"
            .formatted(id),
        "{}");
  }

  /// @param seenAt where the worker has seen the case's version
  private String step(
      ServiceProcess staff,
      String name,
      String input,
      String id,
      ServiceProcess seenAt,
      Map<String, Object> more) {
    Map<String, Object> fields = new HashMap<>(more);
    fields.put("id", id);
    fields.put("expectedVersion", Integer.valueOf(version(seenAt, id)));
    return asWorker(
        staff,
        "mutation ($input: %s!) { %s(input: $input) { __typename ... on StaffRefused { code } } }"
            .formatted(input, name),
        "{\"input\": " + json(fields) + "}");
  }

  private String version(ServiceProcess staff, String id) {
    return first("\"version\":(\\d+)", staffCase(staff, id));
  }

  private String asWorker(ServiceProcess staff, String query, String variables) {
    return staff
        .post(
            "/staff/graphql",
            "{\"query\": \"" + query + "\", \"variables\": " + variables + "}",
            "Authorization",
            "Bearer " + provider.token("w1", "tpe", "INTAKE_WORKER"))
        .body();
  }

  private static String mutation(String name, String type, Map<String, Object> input) {
    return "{\"query\": \"mutation ($input: %s!) { %s(input: $input) { __typename } }\", \"variables\": {\"input\": %s}}"
        .formatted(type, name, json(input));
  }

  private static String view(Receipt receipt) {
    return "{\"query\": \"query ($receipt: Receipt!) { caseView(receipt: $receipt) { messages(last: 10) { words } } }\", \"variables\": {\"receipt\": \"%s\"}}"
        .formatted(receipt.text());
  }

  private static String json(Map<String, Object> fields) {
    return fields.entrySet().stream()
        .map(field ->
            "\"%s\": %s"
                .formatted(
                    field.getKey(),
                    field.getValue() instanceof Integer
                        ? field.getValue()
                        : "\"" + field.getValue() + "\""))
        .reduce((one, other) -> one + ", " + other)
        .map(all -> "{" + all + "}")
        .orElse("{}");
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  /// Somebody who looks for help without a pause.
  private static final class Reader implements AutoCloseable {

    private final AtomicBoolean done = new AtomicBoolean();
    private final List<String> unanswered = new ArrayList<>();
    private final Thread thread;
    private int answered;

    Reader(ServiceProcess node) {
      thread = Thread.ofVirtual().start(() -> read(node));
    }

    private void read(ServiceProcess node) {
      while (!done.get()) {
        // Faster than people ask, and slower than the limits of one address.
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        String answer = node.ask(DIRECTORY);
        if (answer.contains("\"nodes\"") && !answer.contains("errors")) {
          answered++;
        } else {
          unanswered.add(answer);
        }
      }
    }

    void assertAlwaysAnswered() throws InterruptedException {
      done.set(true);
      thread.join();
      assertThat(unanswered).isEmpty();
      assertThat(answered).isPositive();
    }

    @Override
    public void close() {
      done.set(true);
    }
  }
}
