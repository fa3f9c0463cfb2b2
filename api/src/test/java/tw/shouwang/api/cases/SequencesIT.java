package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.Sender.Way;
import tw.shouwang.api.cases.desk.CaseReading;
import tw.shouwang.api.cases.desk.DuplicateTagger;
import tw.shouwang.api.cases.desk.OpenedCase;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.SealingClient;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.Happening;
import tw.shouwang.api.cases.retention.RetentionRun;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.devices.Devices;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.JoblessService;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.notifications.testing.FcmStandIn;

/// Runs steps of senders, in either way, staff and the night jobs on a few cases, in any order and
/// concurrently, and compares with a small model: who can read what until when, what each was told,
/// and what the staff role has to hear of. A3, A4, I1, W3, W10 and similar findings.
///
/// Two concurrent steps read the case at the same time and then write one after the other: the test
/// locks the case's row until both wait for it, and PostgreSQL grants the lock in order of arrival.
/// jqwik prints the seed of each run.
class SequencesIT {

  private static final List<String> URGENCIES = List.of("ROUTINE", "IMMEDIATE_DANGER");

  /// Less than the service's deadline.
  private static final Duration IN_TIME = Duration.ofSeconds(2);

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static @Nullable JoblessService service;

  /// The possible steps on a case.
  enum Step {
    MESSAGE,
    /// A message whose sender says that it is danger now.
    DANGER,
    ERASE,
    CHANGE_RECEIPT,
    ENABLE_PUSH,
    DISABLE_PUSH,
    OPEN,
    ACKNOWLEDGE,
    TRIAGE,
    REPLY,
    CLOSE,
    REOPEN,
    NIGHT
  }

  /// @param which the index of the case
  /// @param due whether its period is made to end first
  /// @param way in which a sender's first step comes
  /// @param beside a step that arrives while the first one runs
  /// @param otherWay in which that one comes, if it is a sender's
  record Move(int which, boolean due, Way way, Step first, Optional<Step> beside, Way otherWay) {}

  private static Way way(int number) {
    return Way.values()[number % Way.values().length];
  }

  @BeforeContainer
  static void start() throws SQLException {
    Map<String, String> properties = new EmbeddedTest() {}.getProperties();
    properties.put("shouwang.cases.usual-per-address", "100000");
    service = JoblessService.start(properties);
  }

  private static JoblessService service() {
    return Optional.ofNullable(service).orElseThrow();
  }

  @AfterContainer
  static void stop() throws SQLException {
    service().close();
  }

  /// Every pair of steps, in either order, on a case of either kind, at the end of its period and
  /// before.
  @Property(generation = GenerationMode.EXHAUSTIVE)
  void holdsForEachTwoStepsBesideEachOther(@ForAll("pairs") Tuple.Tuple2<String, Move> pair)
      throws Exception {
    inTime(world -> {
      Case known = world.submit(pair.get1(), pair.get2().otherWay());
      world.play(known, pair.get2());
    });
  }

  @Provide
  Arbitrary<Tuple.Tuple2<String, Move>> pairs() {
    List<Tuple.Tuple2<String, Move>> all = new ArrayList<>();
    for (String urgency : URGENCIES) {
      for (Step first : Step.values()) {
        for (Step second : Step.values()) {
          // All four pairs of ways come in turn, over the two urgencies and all pairs of steps.
          int turn = all.size();
          all.add(
              Tuple.of(
                  urgency,
                  new Move(0, false, way(turn), first, Optional.of(second), way(turn / 2))));
          if (first == Step.NIGHT || second == Step.NIGHT) {
            all.add(
                Tuple.of(
                    urgency,
                    new Move(0, true, way(turn), first, Optional.of(second), way(turn / 2))));
          }
        }
      }
    }
    return Arbitraries.of(all);
  }

  /// Opening a case again marks its new messages as read, which changes the entries and the case;
  /// so does its erasure.
  @Example
  void erasesWhatIsBeingOpened() throws Exception {
    for (Step first : List.of(Step.NIGHT, Step.OPEN)) {
      inTime(world -> {
        Case known = world.submit("ROUTINE", Way.PLAIN);
        for (Step before : List.of(Step.OPEN, Step.MESSAGE)) {
          world.play(known, new Move(0, false, Way.PLAIN, before, Optional.empty(), Way.PLAIN));
        }
        Step second = first == Step.NIGHT ? Step.OPEN : Step.NIGHT;
        world.play(known, new Move(0, true, Way.PLAIN, first, Optional.of(second), Way.PLAIN));
      });
    }
  }

  @Property(tries = 40)
  void holdsInAnyOrder(@ForAll("moves") @Size(min = 1, max = 10) List<Move> moves)
      throws Exception {
    inTime(world -> {
      List<Case> cases =
          List.of(world.submit("ROUTINE", Way.SEALED), world.submit("IMMEDIATE_DANGER", Way.PLAIN));
      for (Move move : moves) {
        world.play(cases.get(move.which()), move);
      }
    });
  }

  private interface Story {
    void in(World world) throws Exception;
  }

  /// Plays a story and compares, again where a step took so long that the service may have answered
  /// before its end: the model cannot tell what such a step did.
  private static void inTime(Story story) throws Exception {
    for (int tries = 1; ; tries++) {
      World world = new World();
      try {
        story.in(world);
        world.checkAll();
        return;
      } catch (AssertionError e) {
        if (!world.slow || tries == 5) {
          throw e;
        }
      }
    }
  }

  @Provide
  Arbitrary<List<Move>> moves() {
    Arbitrary<Step> step =
        Arbitraries.frequency(
            Tuple.of(4, Step.MESSAGE),
            Tuple.of(1, Step.DANGER),
            Tuple.of(1, Step.ERASE),
            Tuple.of(1, Step.CHANGE_RECEIPT),
            Tuple.of(1, Step.ENABLE_PUSH),
            Tuple.of(1, Step.DISABLE_PUSH),
            Tuple.of(2, Step.OPEN),
            Tuple.of(1, Step.ACKNOWLEDGE),
            Tuple.of(1, Step.TRIAGE),
            Tuple.of(2, Step.REPLY),
            Tuple.of(2, Step.CLOSE),
            Tuple.of(2, Step.REOPEN),
            Tuple.of(2, Step.NIGHT));
    return Combinators.combine(
            Arbitraries.of(0, 1),
            Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true)),
            Arbitraries.of(Way.class),
            step,
            step.optional(0.5),
            Arbitraries.of(Way.class))
        .as(Move::new)
        .list();
  }

  /// One case of the model. Its words are in the order of their confirmations.
  private static final class Case {

    final UUID id;

    /// Whether nothing of it is urgent, from the form to the last message.
    boolean routine;

    final List<String> words = new ArrayList<>();
    final List<Receipt> retired = new ArrayList<>();

    /// What the staff role has to hear of.
    final List<Happening> happened = new ArrayList<>();

    Receipt receipt;

    /// The client that seals for the same case: its key is the case's, whoever made it.
    SealingClient sealing;

    int messages;
    int replies;
    boolean device;
    boolean opened;
    boolean closed;

    /// Whether a worker's step has told the sender that somebody has read the case.
    boolean seen;

    /// Whether the night job erases it.
    boolean due;

    /// Whether the sender was told that the words are erased.
    @Nullable LocalDate promised;

    boolean erased;

    Case(UUID id, SealingClient sealing, boolean routine) {
      this.id = id;
      this.sealing = sealing;
      this.receipt = sealing.receipt();
      this.routine = routine;
    }

    boolean isTheSenders() {
      return promised == null && !erased;
    }
  }

  /// The service, and the model of it.
  private static final class World {

    private final ApplicationContext context = service().context();
    private final AppClient app = context.getBean(AppClient.class);
    private final CaseViews views = context.getBean(CaseViews.class);
    private final UnattendedDesk desk = context.getBean(UnattendedDesk.class);
    private final CentreKeyring keyring = context.getBean(CentreKeyring.class);
    private final CaseReading reading = context.getBean(CaseReading.class);
    private final RetentionRun retention = context.getBean(RetentionRun.class);
    private final Devices devices = context.getBean(Devices.class);

    @SuppressWarnings("unchecked")
    private final TransactionOperations<Connection> transactions =
        context.getBean(Argument.of(TransactionOperations.class, Connection.class));

    private final List<Case> cases = new ArrayList<>();

    /// Whether a step may have been answered before its end.
    boolean slow;

    Case submit(String urgency, Way way) throws Exception {
      String words = "她好幾天沒有出門了 " + NUMBERS.incrementAndGet();
      SealingClient sealing =
          new SealingClient(keyring.newest("tpe").orElseThrow(), Forms.receipt(), words)
              .with("urgency", urgency)
              .with("place", "中山路1號");
      Receipt receipt = sealing.receipt();
      Map<String, Object> form = Forms.concern(receipt, urgency);
      form.put("words", words);
      form.put("place", "中山路1號");
      Answer received =
          way == Way.SEALED
              ? app.input("SubmitSealed", sealing.input()).root()
              : app.input("SubmitConcern", form).root();
      assertThat(Sender.told(received)).isEqualTo("CaseReceived");
      sealing.open(app.ask("SealedCase", sealing.tokens(false)).root());
      UUID id = views.find(receipt).orElseThrow().row().id();
      Case known = new Case(id, sealing, urgency.equals("ROUTINE"));
      known.words.add(words);
      cases.add(known);
      return known;
    }

    void play(Case known, Move move) throws Exception {
      if (move.due() && !known.erased) {
        // Sets the dates as if nobody had written for the whole period.
        service()
            .execute(
                "update cases.case_file set erase_on = current_date - 2, close_on = current_date -"
                    + " 2, close_warned_on = current_date - 20 where id = '"
                    + known.id
                    + "'");
        known.due = true;
      }
      long began = System.nanoTime();
      Took first = begin(known, move.first(), move.way());
      if (move.beside().isEmpty()) {
        Object answer = first.work().call();
        slow |= IN_TIME.minusNanos(System.nanoTime() - began).isNegative();
        first.settle().accept(known, answer);
      } else {
        Took second = begin(known, move.beside().get(), move.otherWay());
        List<Object> answers =
            service().inOrder(List.of(known.id.toString()), first.work(), second.work());
        slow |= IN_TIME.minusNanos(System.nanoTime() - began).isNegative();
        first.settle().accept(known, answers.get(0));
        second.settle().accept(known, answers.get(1));
      }
      check(known);
    }

    /// A running step: its call to the service, and how its answer changes the model and whether
    /// the answer was right.
    private record Took(Callable<Object> work, Settle settle) {}

    private interface Settle {
      void accept(Case known, Object answer);
    }

    private Took begin(Case known, Step step, Way way) {
      Receipt receipt = known.receipt;
      boolean sealed = way == Way.SEALED;
      Map<String, Object> tokens = known.sealing.tokens(true);
      int number = NUMBERS.incrementAndGet();
      return switch (step) {
        case MESSAGE ->
            message(
                receipt,
                number,
                null,
                words ->
                    sealed
                        ? app.input("AddSealedMessage", known.sealing.message("m" + number, words))
                        : app.input("AddMessage", Forms.message(receipt, "m" + number, words)));
        case DANGER ->
            message(
                receipt,
                number,
                "IMMEDIATE_DANGER",
                words -> {
                  Map<String, Object> message = Forms.message(receipt, "m" + number, words);
                  message.put("urgency", "IMMEDIATE_DANGER");
                  return app.input("AddMessage", message);
                });
        case ERASE ->
            new Took(
                () ->
                    (sealed
                            ? app.input("EraseSealedCase", tokens)
                            : app.input("EraseCase", Map.of("receipt", receipt.text())))
                        .root(),
                (now, answer) -> erased(now, receipt, (Answer) answer));
        case CHANGE_RECEIPT -> {
          Receipt next = Forms.receipt();
          SealingClient changed = known.sealing.copy();
          Map<String, Object> change = changed.changeTo(next);
          yield new Took(
              () ->
                  told(
                      sealed
                          ? app.input("ChangeSealedReceipt", change)
                          : app.input(
                              "ChangeReceipt",
                              Map.of("receipt", receipt.text(), "newReceipt", next.text()))),
              (now, answer) -> {
                assertThat(answer)
                    .isEqualTo(mine(now, receipt) ? "ReceiptChanged" : "UNKNOWN_CASE");
                if (mine(now, receipt)) {
                  now.retired.add(receipt);
                  now.receipt = next;
                  now.sealing = changed;
                }
              });
        }
        case ENABLE_PUSH ->
            new Took(
                () ->
                    told(
                        sealed
                            ? app.input("EnableSealedPush", with(tokens, FcmStandIn.token(number)))
                            : app.input(
                                "EnablePush",
                                Map.of(
                                    "receipt", receipt.text(), "token", FcmStandIn.token(number)))),
                (now, answer) -> {
                  assertThat(answer).isEqualTo(mine(now, receipt) ? "PushEnabled" : "UNKNOWN_CASE");
                  now.device |= mine(now, receipt);
                });
        case DISABLE_PUSH ->
            new Took(
                () ->
                    told(
                        sealed
                            ? app.input("DisableSealedPush", tokens)
                            : app.input("DisablePush", Map.of("receipt", receipt.text()))),
                (now, answer) -> {
                  assertThat(answer)
                      .isEqualTo(mine(now, receipt) ? "PushDisabled" : "UNKNOWN_CASE");
                  now.device &= !mine(now, receipt);
                });
        case OPEN ->
            new Took(
                () -> open(known.id),
                (now, answer) -> {
                  assertThat(answer).isEqualTo(!now.erased);
                  now.opened |= !now.erased;
                });
        case ACKNOWLEDGE -> staff(() -> desk.acknowledge(known.id), now -> now.seen |= !now.closed);
        case TRIAGE -> staff(() -> desk.triage(known.id), now -> now.seen = true);
        case REPLY -> {
          String words = "我們會去看看 " + number;
          yield staff(
              () -> desk.reply(known.id, words),
              now -> {
                now.words.add(words);
                now.replies++;
                now.seen = true;
              });
        }
        case CLOSE ->
            staff(
                () -> desk.close(known.id, null),
                now -> {
                  now.due &= now.closed || now.promised != null;
                  now.closed = true;
                });
        case REOPEN ->
            staff(
                () -> desk.reopen(known.id),
                now -> {
                  now.due &= !now.closed || now.promised != null;
                  now.closed = false;
                });
        case NIGHT ->
            new Took(
                () -> {
                  retention.run();
                  return true;
                },
                (now, answer) ->
                    cases.stream()
                        .filter(each -> each.due)
                        .forEach(each -> {
                          each.erased = true;
                          each.device = false;
                        }));
      };
    }

    private Took message(
        Receipt receipt, int number, @Nullable String urgency, Function<String, Answer> sending) {
      String words = "還是一樣 " + number;
      return new Took(
          () -> told(sending.apply(words)),
          (now, answer) -> {
            assertThat(answer).isEqualTo(mine(now, receipt) ? "MessageAdded" : "UNKNOWN_CASE");
            if (mine(now, receipt)) {
              now.words.add(words);
              now.messages++;
              if (now.closed) {
                now.happened.add(Happening.SENDER_REOPENED);
              }
              if (urgency != null) {
                now.routine = false;
                now.happened.add(Happening.DANGER_SAID);
              }
              now.happened.add(Happening.SENDER_WROTE);
              now.closed = false;
              now.due = false;
            }
          });
    }

    private static Map<String, Object> with(Map<String, Object> tokens, String token) {
      Map<String, Object> input = new HashMap<>(tokens);
      input.put("token", token);
      return input;
    }

    private static boolean mine(Case now, Receipt receipt) {
      return now.isTheSenders() && now.receipt == receipt;
    }

    /// A worker's step is refused if the case is closed, erased, or changed since it was read. The
    /// model accepts the reported result, and nothing else may have changed.
    private Took staff(Callable<Object> work, Consumer<Case> done) {
      return new Took(
          work,
          (now, answer) -> {
            if ((Boolean) answer) {
              assertThat(now.erased).as("a step on an erased case").isFalse();
              done.accept(now);
            }
          });
    }

    private void erased(Case now, Receipt receipt, Answer answer) {
      if (!mine(now, receipt)) {
        assertThat(answer.text("code")).isEqualTo("UNKNOWN_CASE");
        return;
      }
      LocalDate promised = LocalDate.parse(answer.text("wordsErasedBy"));
      assertThat(promised).isBeforeOrEqualTo(today().plusDays(7));
      now.happened.add(Happening.WITHDRAWN);
      now.promised = promised;
      now.device = false;
      now.retired.add(receipt);
      // A person who holds the phone must not be able to delete what nobody has read.
      now.erased = now.routine && !now.opened && !now.seen && !now.closed;
    }

    private boolean open(UUID id) {
      return transactions.executeWrite(status -> {
        try {
          return reading
              .open(id, "tpe", (topic, place, day) -> new DuplicateTagger.Tags(7, 7, 7, 7))
              .isPresent();
        } catch (TamperedException e) {
          return false;
        }
      });
    }

    private static String told(Answer answer) {
      return Sender.told(answer.root());
    }

    void checkAll() throws Exception {
      for (Case each : cases) {
        check(each);
      }
    }

    private void check(Case known) throws Exception {
      Answer seen = seen(known.receipt);
      if (known.isTheSenders()) {
        assertThat(seen.at("messages").each("words")).isEqualTo(known.words);
        assertThat(
                known
                    .sealing
                    .copy()
                    .open(app.ask("SealedCase", known.sealing.tokens(false)).root()))
            .as("what a client opens by itself")
            .isEqualTo(known.words);
        List<String> kinds = seen.at("timeline").each("kind");
        assertThat(kinds.stream().filter("MESSAGE_ADDED"::equals)).hasSize(known.messages);
        assertThat(kinds.stream().filter("ANSWERED"::equals)).hasSize(known.replies);
        assertThat(seen.text("status").equals("CLOSED")).isEqualTo(known.closed);
        assertThat(seen.text("pushEnabled")).isEqualTo(String.valueOf(known.device));
      } else {
        assertThat(seen.isNull()).as("the receipt of a case that its sender erased").isTrue();
      }
      for (Receipt old : known.retired) {
        assertThat(seen(old).isNull()).as("an old receipt").isTrue();
      }
      assertThat(transactions.<Boolean>executeRead(status -> devices.isEnabled(known.id)))
          .as("a device")
          .isEqualTo(known.device);
      assertThat(read(known.id)).as("what staff can read").isEqualTo(readable(known));
      assertThat(happened(known.id))
          .as("I1: what the staff role has to hear of, whoever did something beside it")
          .containsExactlyInAnyOrderElementsOf(known.happened);
      if (known.promised != null && !known.erased) {
        assertThat(number("select erase_on - date '" + known.promised + "'", known.id))
            .as("days after the day that was promised")
            .isLessThanOrEqualTo(0);
      } else if (!known.due && !known.erased) {
        assertThat(number("select erase_on - current_date", known.id)).isGreaterThan(30);
      }
      if (known.erased) {
        assertThat(
                number(
                    "select (duplicate_tag is not null or binding is not null or fingerprint is"
                        + " not null)::int + (select count(*) from cases.entry where case_id ="
                        + " case_file.id) + (select count(*) from cases.centre_wrap where case_id ="
                        + " case_file.id) + (select count(*) from cases.receipt_wrap where case_id"
                        + " = case_file.id)",
                    known.id))
            .as("what is left of an erased case")
            .isZero();
      }
    }

    private static List<String> readable(Case known) {
      return known.erased ? List.of() : known.words;
    }

    private Answer seen(Receipt receipt) {
      return app.ask("CaseView", Map.of("receipt", receipt.text())).root();
    }

    private List<String> read(UUID id) {
      try {
        return desk.open(id).stream()
            .map(OpenedCase.OpenedEntry::fields)
            .map(fields -> fields.getOrDefault("words", ""))
            .toList();
      } catch (TamperedException e) {
        return List.of();
      }
    }

    private List<Happening> happened(UUID id) throws SQLException {
      List<Happening> found = new ArrayList<>();
      try (Statement statement = service().everything().createStatement();
          var rows =
              statement.executeQuery(
                  "select kind from cases.happening where case_id = '" + id + "'")) {
        while (rows.next()) {
          found.add(Happening.valueOf(rows.getString(1)));
        }
      }
      return found;
    }

    private long number(String select, UUID id) throws SQLException {
      return ask(select + " from cases.case_file where id = '" + id + "'");
    }

    private long ask(String sql) throws SQLException {
      try (Statement statement = service().everything().createStatement();
          var rows = statement.executeQuery(sql)) {
        assertThat(rows.next()).isTrue();
        return rows.getLong(1);
      }
    }

    private static LocalDate today() {
      return LocalDate.now(TaiwanTime.ZONE);
    }
  }
}
