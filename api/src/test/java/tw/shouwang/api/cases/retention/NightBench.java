package tw.shouwang.api.cases.retention;

import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tw.shouwang.api.cases.envelope.Binding;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.ReceiptWrap;
import tw.shouwang.api.cases.sealing.StorageKeys;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.database.TestCluster;
import tw.shouwang.api.intake.audit.LongTrail;
import tw.shouwang.api.process.DataFolder;
import tw.shouwang.api.process.OperatorCommand;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.StaffClient;

/// Runs every scheduled job and the operator's long commands once at 200,000 cases (or
/// `night.cases`), and prints each one's duration and its slowest statements. Run by
/// `bench/night/run`.
@MicronautTest(transactional = false)
class NightBench implements EmbeddedTest {

  private static final int CASES = Integer.getInteger("night.cases", 200_000);
  private static final int TRAIL = Integer.getInteger("night.trail", 500_000);
  private static final int LONG_MS = 50;

  private final IdentityProvider provider = IdentityProvider.start();
  private final Map<String, Double> statements = new ConcurrentHashMap<>();
  private volatile boolean stopped;

  @Inject ApplicationContext context;
  @Inject AppClient app;
  @Inject StaffClient staff;
  @Inject OwnerConnections owner;
  @Inject LongTrail trail;
  @Inject StorageKeys storageKeys;
  @Inject ReceiptWrap receiptWrap;
  @Inject DataFolder dataFolder;

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @AfterAll
  void stop() {
    stopped = true;
    provider.close();
  }

  @Test
  void measure() throws Exception {
    fill();
    trail.write("tpe", TRAIL);
    String database = text("select current_database()");
    Thread.ofPlatform().daemon().start(() -> watch(database));
    System.out.printf(
        "%d cases, %d lines of the trail, heap %d MB%n",
        CASES, TRAIL, Runtime.getRuntime().maxMemory() >> 20);

    run("retention --dry-run", command("retention", "--dry-run"));
    for (Job job : jobs()) {
      run(job.name(), job.work());
    }
    run("audit verify", command("audit", "verify"));
    run("figures of 24 months, as a supervisor asks", () -> figures());
    run("keys rotate tpe", command("keys", "rotate", "tpe"));
    ledger("select encode(sha256(('gone' || n)::bytea), 'hex') from generate_series(1, 200000) n");
    run("restore, 200,000 lines of cases that are gone", command("restore"));
    ledger(
        "select encode(hash, 'hex') from cases.receipt_hash where retired_until is null limit"
            + " 10000");
    run("restore, 10,000 more that are still there", command("restore"));
  }

  private record Job(String name, Callable<Object> work) {}

  /// All scheduled jobs, in alphabetical order.
  private List<Job> jobs() {
    List<Job> jobs = new ArrayList<>();
    for (BeanDefinition<?> definition : context.getBeanDefinitions(Object.class)) {
      for (ExecutableMethod<?, ?> method : definition.getExecutableMethods()) {
        if (method.hasAnnotation(Scheduled.class)
            && definition.getBeanType().getName().startsWith("tw.shouwang")) {
          jobs.add(
              new Job(
                  definition.getBeanType().getSimpleName() + "." + method.getMethodName(),
                  () -> invoke(definition, method)));
        }
      }
    }
    return jobs.stream().sorted(Comparator.comparing(Job::name)).toList();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Object invoke(BeanDefinition<?> definition, ExecutableMethod method) {
    method.invoke(context.getBean(definition));
    return "";
  }

  private Callable<Object> command(String name, String... arguments) {
    return () -> {
      OperatorCommand bean =
          context.getBeansOfType(OperatorCommand.class).stream()
              .filter(each -> new CommandLine(each).getCommandName().equals(name))
              .findFirst()
              .orElseThrow();
      return new CommandLine(bean).execute(arguments);
    };
  }

  private Object figures() {
    return staff
        .ask(
            provider.token("s1", "tpe", "SUPERVISOR"),
            "query ($from: Date!, $to: Date!) { figures(from: $from, to: $to) { cases"
                + " acknowledgedMedianMinutes repeats { count } } }",
            Map.of("from", LocalDate.now().minusMonths(23), "to", LocalDate.now()))
        .json();
  }

  private void run(String name, Callable<Object> work) throws Exception {
    statements.clear();
    long began = System.nanoTime();
    Object said = work.call();
    System.out.printf("%-50s %9.0f ms   %s%n", name, (System.nanoTime() - began) / 1e6, said);
    statements.entrySet().stream()
        .filter(each -> each.getValue() > LONG_MS)
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(4)
        .forEach(each -> System.out.printf("    %7.0f ms  %s%n", each.getValue(), each.getKey()));
  }

  /// Samples the running statements every few milliseconds.
  private void watch(String database) {
    try (Connection connection = TestCluster.get().superuser("postgres");
        var statement =
            connection.prepareStatement(
                """
                select regexp_replace(left(query, 160), '\\s+', ' ', 'g'),
                       1000 * extract(epoch from clock_timestamp() - query_start)
                from pg_stat_activity
                where datname = ?
                  and state = 'active'
                """)) {
      statement.setString(1, database);
      while (!stopped) {
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            statements.merge(String.valueOf(rows.getString(1)), rows.getDouble(2), Math::max);
          }
        }
        Thread.sleep(5);
      }
    } catch (Exception e) {
      System.out.println("statements are not watched any more: " + e);
    }
  }

  /// A ledger of another node, beside this node's own.
  private void ledger(String hashes) throws Exception {
    Path folder = Files.createDirectories(dataFolder.resolve("erasures"));
    StringBuilder lines = new StringBuilder();
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(hashes)) {
      while (rows.next()) {
        lines.append(LocalDate.now().minusDays(1) + " " + rows.getString(1) + " ERASED\n");
      }
    }
    Files.writeString(folder.resolve("erasures-" + UUID.randomUUID() + ".log"), lines);
  }

  /// One case in forty is open, one in a hundred is due for erasure, and a third of the open ones
  /// are due for closing. Every case was opened, and has copies of the wraps of a real case of its
  /// centre; the receipt's wrap is under the storage key of three weeks ago.
  private void fill() throws Exception {
    report("63000030");
    report("65000010");
    StorageKeys.Week week = storageKeys.current();
    int old = week.number() - 3;
    storageKeys.make(old);
    byte[] oldKey = storageKeys.key(old).orElseThrow();
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement()) {
      try (ResultSet rows =
              connection
                  .createStatement()
                  .executeQuery(
                      """
                      select case_id, binding, wrap
                      from cases.receipt_wrap
                      join cases.case_file on case_file.id = case_id
                      """);
          var update =
              connection.prepareStatement(
                  "update cases.receipt_wrap set storage_week = ?, wrap = ? where case_id = ?")) {
        while (rows.next()) {
          update.setInt(1, old);
          update.setBytes(
              2,
              receiptWrap.reseal(
                  rows.getBytes(3), new Binding(rows.getBytes(2)), week.key(), oldKey));
          update.setObject(3, rows.getObject(1));
          update.execute();
        }
      }
      statement.execute(
          """
          insert into cases.case_file
            (id, fingerprint, binding, form, topic, other_topics, indicators, urgency, area,
             sender_group, centre, status, surge, received_at, due_at, close_on, close_warned_on,
             erase_on, opened_on, duplicate_tag, repeat_tag)
          select gen_random_uuid(), sha256(n::text::bytea), sha256(n::text::bytea), 'CONCERN',
                 (array['OTHER', 'CARE_BURDEN', 'ECONOMIC', 'PARENTING'])[1 + n % 4], '{}', '{}',
                 (array['ROUTINE', 'ROUTINE', 'ROUTINE', 'URGENT', 'IMMEDIATE_DANGER'])[1 + n % 5],
                 case when n % 3 = 0 then '65000' else '63000' end
                   || lpad((10 + 10 * (n % 12))::text, 3, '0'),
                 'PRIVATE',
                 real.centre,
                 case when n % 40 = 0
                   then (array['RECEIVED', 'SEEN', 'TRIAGED', 'REFERRED'])[1 + (n / 40) % 4]
                   else 'CLOSED' end,
                 false,
                 date_bin('10 minutes', now() - random() * interval '365 days', 'epoch'),
                 date_bin('10 minutes', now() - random() * interval '365 days', 'epoch'),
                 case when n % 40 = 0 then current_date - 60 + n % 180 end,
                 case when n % 240 = 0 then current_date - 20 end,
                 case when n % 100 = 0 then current_date - 1 else current_date + 90 end,
                 current_date,
                 n,
                 -- One place in fifty is a school that all the town reports from.
                 case when n % 50 = 0 then 7 else (random() * 1048575)::int end
          from generate_series(1, $CASES) n
          join (select distinct centre from cases.case_file) as real
            on real.centre = case when n % 3 = 0 then 'ntpc' else 'tpe' end
          """
              .replace("$CASES", Integer.toString(CASES)));
      statement.execute(
          """
          insert into cases.timeline_event (id, case_id, kind, happened_at)
          select gen_random_uuid(), id, kind, received_at + later
          from cases.case_file,
               (values ('RECEIVED', interval '0'), ('SEEN', interval '3 hours'),
                       ('TRIAGED', interval '9 hours'), ('CLOSED', interval '9 days'))
                 as steps (kind, later)
          """);
      statement.execute(
          """
          insert into cases.entry
            (id, case_id, direction, message_tag, message_fingerprint, sealed, written_at, unread,
             position)
          select gen_random_uuid(), id, 'FROM_SENDER', sha256(id::text::bytea), sha256(id::text::bytea),
                 substring(decode(repeat(md5(id::text), 66), 'hex') for 1052), received_at, true, 0
          from cases.case_file
          where opened_on is not null
          """);
      statement.execute(
          """
          insert into cases.receipt_hash (hash, hand, case_id)
          select sha256(id::text::bytea), sha256(id::text::bytea), id
          from cases.case_file
          where opened_on is not null
          """);
      for (String wrap :
          List.of(
              "centre_wrap (case_id, centre, generation, wrap)",
              "receipt_wrap (case_id, storage_week, wrap)")) {
        String table = wrap.substring(0, wrap.indexOf(' '));
        String others = wrap.substring(wrap.indexOf(',') + 2, wrap.length() - 1);
        statement.execute(
            """
            insert into cases.%s
            select case_file.id, %s
            from cases.case_file
            join (select case_file.centre as of_centre, kept.*
                  from cases.%s as kept
                  join cases.case_file on case_file.id = case_id) as real
              on real.of_centre = case_file.centre
            where case_file.opened_on is not null
            """
                .formatted(wrap, "real." + others.replace(", ", ", real."), table));
      }
      statement.execute("vacuum analyze");
    }
  }

  private void report(String area) {
    app.input(
        "SubmitConcern",
        Map.of(
            "receipt", Receipt.random(new java.security.SecureRandom()).text(),
            "topic", "OTHER",
            "urgency", "ROUTINE",
            "words", "樓上一直有哭聲",
            "area", area));
  }

  private String text(String sql) throws Exception {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }
}
