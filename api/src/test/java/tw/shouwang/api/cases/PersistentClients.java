package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.Sender.Request;
import tw.shouwang.api.cases.Sender.Way;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.StrictBase64;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;

/// Clients that send one report after the other, by turns in the one way and in the other. Each
/// repeats a report, with the same receipt, until it is confirmed, and never sends a confirmed
/// report again: a report lost after that stays lost.
public final class PersistentClients implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int MOST_LOOKS = 50;
  private static final Duration ANSWER = Duration.ofSeconds(6);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Collection<Future<?>> running = new ArrayList<>();
  private final Map<Sender, String> acknowledged = new ConcurrentHashMap<>();
  private final Collection<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final SecureRandom random = new SecureRandom();
  private final int count;
  private final AppClient texts = AppClient.at(1, JsonMapper.createDefault());
  private volatile @Nullable CentreKey centre;
  private volatile URI service = URI.create("http://127.0.0.1:1");
  private volatile boolean ending;

  public PersistentClients(int count) {
    this.count = count;
  }

  public void sendTo(URI uri) {
    service = uri.resolve("/graphql");
    if (centre == null) {
      centre = keyset();
    }
    while (running.size() < count) {
      running.add(threads.submit(this::sendOneAfterTheOther));
    }
  }

  /// As a client takes it from the service, once.
  private CentreKey keyset() {
    Answer keysets = texts.answer(ask(new Request("CentreKeysets", Map.of())).orElseThrow()).root();
    int of = keysets.each("centre").indexOf("tpe");
    Answer keyset = keysets.at(of);
    return new CentreKey(
        Integer.parseInt(keyset.text("suite")),
        keyset.text("centre"),
        Integer.parseInt(keyset.text("generation")),
        LocalDate.parse(keyset.text("validFrom")),
        LocalDate.parse(keyset.text("validUntil")),
        StrictBase64.decoded(keyset.text("publicKey")).orElseThrow(),
        StrictBase64.decoded(keyset.text("signature")).orElseThrow());
  }

  public void awaitMore(int more) {
    await(acknowledged.size() + more);
  }

  /// Lets each client finish its current report once there are so many in all.
  public void finish(int atLeast) throws ExecutionException, InterruptedException {
    await(atLeast);
    ending = true;
    for (Future<?> each : running) {
      each.get();
    }
    assertThat(wrong).as("answers that no report may get").isEmpty();
  }

  public void assertEachCaseIsThere() throws Exception {
    List<Callable<Optional<String>>> questions = new ArrayList<>();
    acknowledged.forEach((sender, words) -> questions.add(() -> missing(sender, words)));
    try (ExecutorService few = Executors.newFixedThreadPool(count)) {
      List<String> missing = new ArrayList<>();
      for (Future<Optional<String>> each : few.invokeAll(questions)) {
        each.get().ifPresent(missing::add);
      }
      assertThat(missing).as("acknowledged and lost").isEmpty();
    }
  }

  /// Nothing is there twice, in any table that a submission writes.
  ///
  /// @param superuser of a database that has no other cases
  public void assertEachIsThereOnce(Connection superuser) throws SQLException {
    assertThat(rowsOfEachTable(superuser))
        .as("rows of each table that a submission writes")
        .containsOnly((long) acknowledged.size());
  }

  private static List<Long> rowsOfEachTable(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select (select count(*) from cases.case_file),
                       (select count(distinct fingerprint) from cases.case_file),
                       (select count(*) from cases.receipt_hash),
                       (select count(*) from cases.receipt_wrap),
                       (select count(*) from cases.centre_wrap),
                       (select count(*) from cases.entry),
                       (select count(*) from cases.timeline_event)
                """)) {
      row.next();
      return List.of(
          row.getLong(1),
          row.getLong(2),
          row.getLong(3),
          row.getLong(4),
          row.getLong(5),
          row.getLong(6),
          row.getLong(7));
    }
  }

  public int acknowledged() {
    return acknowledged.size();
  }

  public int underWay() {
    return underWay.get();
  }

  public int unanswered() {
    return unanswered.get();
  }

  public int refused() {
    return refused.get();
  }

  @Override
  public void close() {
    texts.close();
    ending = true;
    threads.shutdownNow();
    http.shutdownNow();
  }

  private void await(int wanted) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (acknowledged.size() < wanted) {
      assertThat(System.nanoTime()).as("acknowledged in time").isLessThan(until);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void sendOneAfterTheOther() {
    for (int turn = 0; !ending; turn++) {
      String words = "樓上一直有哭聲 " + Integer.toHexString(ThreadLocalRandom.current().nextInt());
      Way way = turn % 2 == 0 ? Way.PLAIN : Way.SEALED;
      Sender sender =
          way.sender(Receipt.random(random), "URGENT", words, Objects.requireNonNull(centre));
      Request form = sender.form();
      underWay.incrementAndGet();
      while (!isReceived(form)) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(50_000_000));
      }
      acknowledged.put(sender, words);
      underWay.decrementAndGet();
    }
  }

  private boolean isReceived(Request form) {
    Optional<String> answer = ask(form);
    if (answer.isEmpty()) {
      unanswered.incrementAndGet();
      return false;
    }
    if (answer.get().contains("RECEIPT_ALREADY_USED")) {
      wrong.add(answer.get());
    }
    boolean received = answer.get().contains("CaseReceived\"");
    if (!received) {
      refused.incrementAndGet();
    }
    return received;
  }

  /// What is wrong with a case, if anything. A node that is asked for many at once may refuse some
  /// for the moment.
  private Optional<String> missing(Sender sender, String words) {
    Optional<String> answer = ask(sender.view());
    for (int tries = 0; isNone(answer) && tries < MOST_LOOKS; tries++) {
      LockSupport.parkNanos(200_000_000);
      answer = ask(sender.view());
    }
    if (answer.isEmpty()) {
      return Optional.of("no answer");
    }
    try {
      boolean there = sender.read(texts.answer(answer.get()).root()).equals(List.of(words));
      return there ? Optional.empty() : answer;
    } catch (TamperedException | RuntimeException e) {
      return answer;
    }
  }

  private static boolean isNone(Optional<String> answer) {
    return answer.isEmpty() || answer.get().contains("\"errors\"");
  }

  private Optional<String> ask(Request asked) {
    String json = texts.body(asked.document(), asked.variables());
    HttpRequest request =
        HttpRequest.newBuilder(service)
            .header("Content-Type", "application/json")
            .timeout(ANSWER)
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    try {
      return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
