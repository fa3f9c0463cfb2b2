package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.shouwang.notifications.outbox.Eventually.eventually;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;
import tw.shouwang.notifications.outbox.OutboxKind.AtEnd;
import tw.shouwang.notifications.outbox.OutboxKind.Coalescing;
import tw.shouwang.notifications.outbox.OutboxKind.Order;
import tw.shouwang.notifications.outbox.OutboxRunner.Pace;

/// The outbox, with each of its settings.
@Timeout(60)
class OutboxIT {

  private static final BackOff BACK_OFF =
      new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofMinutes(30));
  private static final Duration LEASE = Duration.ofSeconds(20);
  private static final int ALL = 1_000;

  private final PGSimpleDataSource database = OutboxPostgres.fresh();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T04:10:30Z"));
  private final Say work = new Say();
  private final List<OutboxRunner<String, String>> runners = new ArrayList<>();

  @BeforeEach
  void makeTable() {
    OutboxPostgres.execute(
        database,
        """
        create table outbox.word (like outbox.push including all);
        alter table outbox.word drop column address;
        alter table outbox.word add column receiver text not null, add column word text not null;
        """);
  }

  @AfterEach
  void stop() {
    work.release.countDown();
    runners.forEach(OutboxRunner::close);
  }

  @Test
  void doesEachRowOnceWhereNothingIsCoalesced() {
    var outbox = outbox(Coalescing.NONE, Order.ANY, new AtEnd.Dropped());
    queue(outbox, "a", "one", "two");
    queue(outbox, "b", "three");

    runner(outbox).runDue();

    assertThat(work.said).containsExactlyInAnyOrder("one", "two", "three");
    assertThat(outbox.list(ALL)).isEmpty();
  }

  @Test
  void doesAllThatAreDueToOneKeyByOneRunWhereTheyAreJoined() {
    var outbox = outbox(Coalescing.JOINED, Order.ANY, new AtEnd.Dropped());
    queue(outbox, "a", "news", "news", "news", "news", "news");
    outbox.queueAt("a", "tomorrow", clock.instant().plus(Duration.ofDays(1)));

    runner(outbox).runDue();

    assertThat(work.said).containsExactly("news");
    assertThat(outbox.waiting("a")).containsExactly("tomorrow");
  }

  @Test
  void runsAgainForWhatWasQueuedAfterTheRunBegan() throws Exception {
    var outbox = outbox(Coalescing.JOINED, Order.ANY, new AtEnd.Dropped());
    queue(outbox, "a", "first");
    work.hold();
    OutboxRunner<String, String> runner = runner(outbox);
    runner.start();
    work.awaitBegun();

    queue(outbox, "a", "second");
    work.release.countDown();

    eventually("both are done", () -> outbox.list(ALL).isEmpty());
    assertThat(work.tried).containsExactly("first", "second");
    // Which of the two runs ends first is nowhere promised.
    assertThat(work.said).containsExactlyInAnyOrder("first", "second");
  }

  @Test
  void doesOnlyTheLastWordOfWhatWaits() {
    var outbox = outbox(Coalescing.LAST_WORD, Order.AS_QUEUED, new AtEnd.Dropped());
    queue(outbox, "a", "store", "store again", "forget");
    outbox.queueBehind("a", "shorten", clock.instant());
    assertThat(outbox.waiting("a")).containsExactly("forget", "shorten");

    OutboxRunner<String, String> runner = runner(outbox);
    runner.runDue();
    runner.runDue();

    assertThat(work.said).containsExactly("forget", "shorten");
    assertThat(outbox.list(ALL)).isEmpty();
  }

  @Test
  void doesTheLastWordAfterTheRunThatIsUnderWayAndLetsNobodyWaitForIt() throws Exception {
    var outbox = outbox(Coalescing.LAST_WORD, Order.AS_QUEUED, new AtEnd.Dropped());
    queue(outbox, "a", "store");
    work.hold();
    runner(outbox).start();
    runner(outbox).start();
    work.awaitBegun();

    queue(outbox, "a", "forget");
    assertThat(outbox.waiting("a")).containsExactly("store", "forget");
    work.release.countDown();

    eventually("both are done", () -> outbox.list(ALL).isEmpty());
    assertThat(work.said).containsExactly("store", "forget");
  }

  @Test
  void keepsTheOrderOfAKeyThroughFailures() {
    var outbox = outbox(Coalescing.NONE, Order.AS_QUEUED, new AtEnd.Dropped());
    queue(outbox, "a", "one", "two", "three");
    queue(outbox, "b", "other");
    work.failures = 2;
    runner(outbox).start();

    passUntil("all are done", Duration.ofSeconds(5), () -> outbox.list(ALL).isEmpty());

    assertThat(work.said.stream().filter(word -> !word.equals("other")))
        .containsExactly("one", "two", "three");
  }

  @Test
  void dropsAtTheEndWhatIsToBeDropped() {
    var outbox = outbox(Coalescing.NONE, Order.ANY, new AtEnd.Dropped());
    queue(outbox, "a", "one");
    work.failures = Integer.MAX_VALUE;
    runner(outbox).start();

    passUntil("gone", Duration.ofMinutes(1), () -> outbox.list(ALL).isEmpty());

    assertThat(work.said).isEmpty();
    assertThat(work.gaveUp).containsExactly("one, tried, gone");
  }

  @Test
  void keepsAtTheEndUntilTakenBackWhatIsToBeKept() {
    var outbox = outbox(Coalescing.NONE, Order.ANY, new AtEnd.KeptUntilTakenBack());
    queue(outbox, "a", "one");
    work.failures = Integer.MAX_VALUE;
    OutboxRunner<String, String> runner = runner(outbox);
    for (int i = 0; i < 2; i++) {
      for (int tries = 0; tries < 40; tries++) {
        runner.runDue();
        clock.pass(Duration.ofMinutes(8));
      }
      assertThat(work.gaveUp).hasSize(i + 1).containsOnly("one, tried, kept");
      assertThat(outbox.list(ALL)).extracting(OutboxRow::givenUp).containsExactly(true);
      assertThat(outbox.removeExpired(clock.instant().plus(Duration.ofDays(400)))).isZero();
      assertThat(outbox.takeBack(ALL, clock.instant())).isOne();
    }
    work.failures = 0;
    runner.runDue();

    assertThat(work.said).containsExactly("one");
    assertThat(outbox.list(ALL)).isEmpty();
  }

  @Test
  void keepsAtTheEndForATimeAndTakesBackOnceWhatIsToBeKeptForATime() {
    var outbox = outbox(Coalescing.NONE, Order.ANY, new AtEnd.KeptFor(Duration.ofHours(24)));
    queue(outbox, "a", "one");
    queue(outbox, "b", "two");
    work.failures = Integer.MAX_VALUE;
    OutboxRunner<String, String> runner = runner(outbox);
    runUntil(runner, () -> work.gaveUp.size() == 2);
    assertThat(work.gaveUp).containsExactlyInAnyOrder("one, tried, kept", "two, tried, kept");

    assertThat(outbox.takeBack(1, clock.instant())).isOne();
    runUntil(runner, () -> outbox.list(ALL).size() == 1);
    assertThat(work.gaveUp).last().asString().endsWith("tried, gone");

    assertThat(outbox.removeExpired(clock.instant())).isZero();
    assertThat(outbox.removeExpired(clock.instant().plus(Duration.ofHours(24)))).isOne();
  }

  /// W24: only the node that has the row counts its end; before, two nodes could count it.
  @Test
  void countsTheEndOfARowOnlyWhereItsOwnNodeEndsIt() {
    for (AtEnd end :
        List.of(
            new AtEnd.Dropped(),
            new AtEnd.KeptUntilTakenBack(),
            new AtEnd.KeptFor(Duration.ofHours(24)))) {
      OutboxPostgres.execute(database, "delete from outbox.word");
      work.gaveUp.clear();
      var outbox = outbox(Coalescing.NONE, Order.ANY, end);
      queue(outbox, "a", "one");
      work.failures = Integer.MAX_VALUE;
      clock.pass(BACK_OFF.triedFor());
      // Another node took the row meanwhile.
      work.before =
          () ->
              OutboxPostgres.execute(database, "update outbox.word set lease = gen_random_uuid()");

      runner(outbox).runDue();

      assertThat(work.gaveUp).as(end.toString()).isEmpty();
      assertThat(outbox.list(ALL)).hasSize(1);
      work.before = null;
    }
  }

  @Test
  void keepsInWholeMinutesWhatIsDueAtOnceAndToItsTimeWhatIsDueLater() {
    var outbox = outbox(Coalescing.NONE, Order.ANY, new AtEnd.Dropped());
    Instant later = Instant.parse("2026-11-22T04:10:55Z");
    queue(outbox, "a", "now");
    outbox.queueBehind("a", "behind", clock.instant());
    outbox.queueAt("a", "later", later);

    Instant minute = Instant.parse("2026-11-22T04:10:00Z");
    assertThat(outbox.list(ALL)).extracting(OutboxRow::due).containsExactly(minute, minute, later);
    assertThat(outbox.list(ALL)).extracting(OutboxRow::firstDue).containsOnly(minute);

    runner(outbox).runDue();
    assertThat(work.said).containsExactlyInAnyOrder("now", "behind");
  }

  @Test
  void takesOverFromANodeThatDied() {
    var outbox = outbox(Coalescing.NONE, Order.ANY, new AtEnd.Dropped());
    queue(outbox, "a", "one");
    Instant now = clock.instant();
    assertThat(outbox.lease(null, ALL, now, now.plus(LEASE)).rows()).hasSize(1);
    OutboxRunner<String, String> runner = runner(outbox);

    runner.runDue();
    assertThat(work.said).isEmpty();

    clock.pass(LEASE.plusSeconds(1));
    runner.runDue();
    assertThat(work.said).containsExactly("one");
  }

  @Test
  void holdsARowForAsLongAsTheWorkTakes() throws Exception {
    var outbox = outbox(Coalescing.NONE, Order.ANY, new AtEnd.Dropped());
    queue(outbox, "a", "one");
    work.hold();
    runner(outbox).start();
    work.awaitBegun();

    for (int i = 0; i < 6; i++) {
      clock.pass(LEASE.dividedBy(3));
      Instant held = clock.instant().plus(LEASE.dividedBy(2));
      eventually("renewed", () -> isLeasedPast(held));
    }
    runner(outbox).runDue();
    work.release.countDown();

    eventually("done", () -> outbox.list(ALL).isEmpty());
    assertThat(work.said).containsExactly("one");
  }

  @Test
  void leavesARowAloneThatItHasLost() throws Exception {
    var outbox = outbox(Coalescing.NONE, Order.ANY, new AtEnd.Dropped());
    queue(outbox, "a", "one");
    var givesWay = new CountDownLatch(1);
    work.waitFor = givesWay;
    runner(outbox).start();
    work.awaitBegun();

    OutboxPostgres.execute(database, "update outbox.word set lease = gen_random_uuid()");
    clock.pass(LEASE.multipliedBy(2));

    assertThat(givesWay.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void goesOnAfterAnErrorInTheWork() {
    var outbox = outbox(Coalescing.NONE, Order.ANY, new AtEnd.Dropped());
    queue(outbox, "a", "one");
    work.error = new StackOverflowError();
    runner(outbox).start();

    passUntil("done", Duration.ofSeconds(5), () -> outbox.list(ALL).isEmpty());
    assertThat(work.said).containsExactly("one");
  }

  private boolean isLeasedPast(Instant time) {
    return OutboxPostgres.count(
            database, "outbox.word where leased_until > '%s'::timestamptz".formatted(time))
        == 1;
  }

  private void queue(Outbox<String, String> outbox, String receiver, String... words) {
    for (String word : words) {
      outbox.queueNow(receiver, word, clock.instant(), false);
    }
  }

  private Outbox<String, String> outbox(Coalescing coalescing, Order order, AtEnd atEnd) {
    return new Outbox<>(
        new OutboxKind<>("outbox.word", new Words(), BACK_OFF, coalescing, order, atEnd),
        new OutboxDatabase(database, database));
  }

  private OutboxRunner<String, String> runner(Outbox<String, String> outbox) {
    var pace = new Pace(4, Duration.ofMillis(20), LEASE, Duration.ofSeconds(2));
    var runner =
        new OutboxRunner<String, String>("test", outbox, null, work, pace, clock, new Random(1));
    runners.add(runner);
    return runner;
  }

  private void passUntil(String what, Duration step, BooleanSupplier holds) {
    eventually(
        what,
        () -> {
          clock.pass(step);
          return holds.getAsBoolean();
        });
  }

  private void runUntil(OutboxRunner<String, String> runner, BooleanSupplier holds) {
    for (int tries = 0; tries < 100 && !holds.getAsBoolean(); tries++) {
      runner.runDue();
      clock.pass(Duration.ofMinutes(1));
    }
    assertThat(holds.getAsBoolean()).isTrue();
  }

  private static final class Words implements OutboxColumns<String, String> {

    @Override
    public String key() {
      return "receiver";
    }

    @Override
    public Object keyValue(String key) {
      return key;
    }

    @Override
    public String readKey(ResultSet row) throws SQLException {
      return row.getString("receiver");
    }

    @Override
    public List<String> content() {
      return List.of("word");
    }

    @Override
    public List<@Nullable Object> contentValues(String content) {
      return List.of(content);
    }

    @Override
    public String readContent(ResultSet row) throws SQLException {
      return row.getString("word");
    }
  }

  private static final class Say implements OutboxWork<String, String> {
    private final List<String> tried = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> gaveUp = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean held;
    private volatile int failures;
    private volatile @Nullable Error error;
    private volatile @Nullable Runnable before;
    private volatile @Nullable CountDownLatch waitFor;

    void hold() {
      held = true;
    }

    void awaitBegun() throws InterruptedException {
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public Attempt attempt(OutboxRow<String, String> row, BooleanSupplier giveWay)
        throws Exception {
      tried.add(row.content());
      begun.countDown();
      Runnable hook = before;
      if (hook != null) {
        hook.run();
      }
      CountDownLatch lost = waitFor;
      if (lost != null) {
        eventually("gives way", giveWay);
        lost.countDown();
      }
      if (held) {
        release.await();
      }
      Error thrown = error;
      if (thrown != null) {
        error = null;
        throw thrown;
      }
      if (failures > 0) {
        failures--;
        throw new IllegalStateException("away");
      }
      return new Attempt.Done(() -> said.add(row.content()));
    }

    @Override
    public void gaveUp(OutboxRow<String, String> row, boolean tried, boolean kept) {
      gaveUp.add(
          "%s, %s, %s"
              .formatted(row.content(), tried ? "tried" : "untried", kept ? "kept" : "gone"));
    }
  }
}
