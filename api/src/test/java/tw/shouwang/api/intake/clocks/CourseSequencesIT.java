package tw.shouwang.api.intake.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.retention.RetentionRun;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.intake.StaffDesk;
import tw.shouwang.api.intake.clocks.CourseModel.Known;
import tw.shouwang.api.intake.clocks.CourseModel.Step;
import tw.shouwang.api.intake.clocks.CourseModel.Taken;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.JoblessService;
import tw.shouwang.api.testing.StaffClient;
import tw.shouwang.foundation.TaiwanTime;

/// Takes steps of senders and all those of staff on a few cases, in any order and two at once, over
/// HTTP, and compares with [CourseModel]: each answer, what both sides see, which clocks run, and
/// the audit trail. I1, I2, I3, I9. `SequencesIT` has the same for what a sender can read and
/// erase.
///
/// Of two steps at once the answers and what is seen afterwards must be those of one after the
/// other, in either order. jqwik prints the seed of each run.
class CourseSequencesIT {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static @Nullable JoblessService service;
  private static @Nullable IdentityProvider provider;

  /// @param which the index of the case
  /// @param beside a step that comes at the same moment
  /// @param whichBeside the index of its case
  record Move(int which, Step first, Optional<Step> beside, int whichBeside) {}

  @BeforeContainer
  static void start() throws SQLException {
    IdentityProvider issuer = IdentityProvider.start();
    provider = issuer;
    Map<String, String> properties = new EmbeddedTest() {}.getProperties();
    properties.putAll(issuer.settings());
    properties.put("shouwang.cases.usual-per-address", "100000");
    service = JoblessService.start(properties);
  }

  private static JoblessService service() {
    return Optional.ofNullable(service).orElseThrow();
  }

  @AfterContainer
  static void stop() throws SQLException {
    service().close();
    Optional.ofNullable(provider).ifPresent(IdentityProvider::close);
  }

  @Property(tries = 15, shrinking = ShrinkingMode.BOUNDED)
  void holdsInAnyOrder(@ForAll("moves") @Size(min = 3, max = 9) List<Move> moves) throws Exception {
    World world = new World();
    for (Move move : moves) {
      world.play(move);
    }
  }

  @Provide
  Arbitrary<List<Move>> moves() {
    Arbitrary<Integer> which = Arbitraries.of(0, 0, 0, 1, 1, 2);
    Arbitrary<Step> step = Arbitraries.of(Step.class);
    return Combinators.combine(which, step, step.optional(0.4), which).as(Move::new).list();
  }

  /// Orders that were wrong once, or that nobody would think of.
  @Example
  void holdsInOrdersThatWereWrong() throws Exception {
    for (List<Step> each :
        List.of(
            // The clocks had not started yet.
            List.of(Step.REFER, Step.PASSED_ON, Step.RETURNED),
            List.of(Step.DANGER, Step.GRADE_DOWN, Step.REPLY, Step.REOPEN),
            // An open case that is opened again once began its danger anew.
            List.of(Step.GRADE_UP, Step.REPLY, Step.REOPEN),
            List.of(Step.CLAIM, Step.MERGE, Step.RELEASE, Step.TAKE))) {
      World world = new World();
      for (Step step : each) {
        world.play(new Move(0, step, Optional.empty(), 0));
      }
    }
    World world = new World();
    // Danger that is merged into a case whose own danger was over long ago.
    world.play(new Move(0, Step.GRADE_UP, Optional.empty(), 0));
    world.play(new Move(0, Step.REPLY, Optional.empty(), 0));
    world.play(new Move(0, Step.GRADE_DOWN, Optional.empty(), 0));
    world.play(new Move(1, Step.DANGER, Optional.empty(), 0));
    world.play(new Move(0, Step.MERGE, Optional.empty(), 0));
    // The main case is erased: nobody would find the other one behind it.
    world.play(new Move(0, Step.ERASE, Optional.empty(), 0));
    world.play(new Move(0, Step.EXPIRE, Optional.empty(), 0));
    world.play(new Move(1, Step.MESSAGE, Optional.empty(), 0));
  }

  /// Each two of the steps of staff that change who has a case or where it is, and of its sender's,
  /// at once.
  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void holdsForTwoStepsAtOnce(@ForAll Step first, @ForAll Step second, @ForAll boolean claimed)
      throws Exception {
    World world = new World();
    if (claimed) {
      world.play(new Move(0, Step.CLAIM, Optional.empty(), 0));
    }
    world.play(new Move(0, first, Optional.of(second), 0));
  }

  /// The service with three cases, the last of them an exercise, and the model of them.
  private static final class World {

    private final ApplicationContext context = service().context();
    private final AppClient app = context.getBean(AppClient.class);
    private final StaffClient staff = context.getBean(StaffClient.class);
    private final CaseViews views = context.getBean(CaseViews.class);
    private final RetentionRun retention = context.getBean(RetentionRun.class);
    private final CaseClocks clocks = context.getBean(CaseClocks.class);
    private final HappeningJob happenings = context.getBean(HappeningJob.class);
    private final int number = NUMBERS.incrementAndGet();
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final Map<String, String> tokens = new HashMap<>();
    private CourseModel model;

    World() throws SQLException {
      for (String centre : List.of("tpe", "ntpc")) {
        for (String worker : List.of("first", "second", "boss")) {
          String role = worker.equals("boss") ? "SUPERVISOR" : "INTAKE_WORKER";
          tokens.put(
              login(worker, centre),
              Optional.ofNullable(provider)
                  .orElseThrow()
                  .token(login(worker, centre), centre, role));
          staff.ask(token(worker, centre), "{ inbox(first: 1) { nodes { id } } }");
        }
      }
      String code = exerciseCode();
      List<Known> known = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Map<String, Object> more =
            new HashMap<>(
                Map.of("topic", "DOMESTIC_VIOLENCE", "urgency", "URGENT", "words", "report " + i));
        if (i == 2) {
          more.put("siteCode", code);
        }
        Receipt receipt = StaffDesk.report(app, more);
        receipts.add(receipt);
        ids.add(views.find(receipt).orElseThrow().row().id().toString());
        Known each = new Known(i);
        each.words.add("report " + i);
        each.exercise = i == 2;
        known.add(each);
      }
      model = new CourseModel(known);
    }

    private String login(String worker, String centre) {
      return worker + number + centre;
    }

    private String token(String worker, String centre) {
      return Objects.requireNonNull(tokens.get(login(worker, centre)));
    }

    private String exerciseCode() {
      Map<String, Object> input =
          Map.of(
              "gatekeeperKind",
              "CLINIC",
              "area",
              "63000030",
              "office",
              "演練" + number,
              "exerciseUntil",
              LocalDate.now(TaiwanTime.ZONE).plusDays(2).toString());
      return staff
          .ask(
              token("boss", "tpe"),
              "mutation ($input: IssueSiteCodesInput!) { issueSiteCodes(input: $input) { ... on"
                  + " SiteCodesChanged { codes { code } } } }",
              Map.of("input", input))
          .root()
          .text("codes", 0, "code");
    }

    void play(Move move) throws Exception {
      boolean together =
          move.beside().filter(beside -> !beside.isLong() && !move.first().isLong()).isPresent();
      if (!together) {
        one(move.first(), move.which());
        if (move.beside().isPresent()) {
          one(move.beside().get(), move.whichBeside());
        }
        return;
      }
      Begun first = begin(move.first(), move.which());
      Begun second = begin(move.beside().orElseThrow(), move.whichBeside());
      List<String> answers = service().inOrder(ids, first.work(), second.work());
      Map<Integer, Map<String, String>> seen = look();
      CourseModel after = model.copy();
      boolean inOrder =
          after.take(first.taken()).contains(answers.get(0))
              && after.take(second.taken()).contains(answers.get(1))
              && expected(after).equals(seen);
      if (!inOrder) {
        CourseModel other = model.copy();
        boolean theOtherWay =
            other.take(second.taken()).contains(answers.get(1))
                && other.take(first.taken()).contains(answers.get(0))
                && expected(other).equals(seen);
        if (!theOtherWay) {
          CourseModel again = model.copy();
          Set<String> one = again.take(first.taken());
          Set<String> two = again.take(second.taken());
          assertThat(answers.get(0) + " " + answers.get(1) + "\n" + seen)
              .as("%s, or the other way round", move)
              .isEqualTo(one + " " + two + "\n" + expected(again));
        }
        after = other;
      }
      model = after;
    }

    private void one(Step step, int which) throws Exception {
      Begun begun = begin(step, which);
      String answer = begun.work().call();
      Map<Integer, Map<String, String>> seen = look();
      assertThat(model.take(begun.taken())).as("%s of %s", step, which).contains(answer);
      assertThat(seen).as("after %s of %s", step, which).isEqualTo(expected(model));
    }

    private static Map<Integer, Map<String, String>> expected(CourseModel model) {
      return model.cases.stream()
          .collect(
              Collectors.toMap(each -> each.number, model::seen, (one, two) -> one, TreeMap::new));
    }

    /// A step that is ready to be taken.
    private record Begun(Taken taken, Callable<String> work) {}

    private Begun begin(Step step, int which) {
      String text = step.name().toLowerCase(java.util.Locale.ROOT) + NUMBERS.incrementAndGet();
      Known known = model.cases.get(which);
      String centre = step == Step.FREE_ALL || step == Step.MOVE_ALL ? "tpe" : known.centre;
      String worker = worker(step);
      int other = which == 0 ? 1 : 0;
      Optional<String> handover = known.erased ? Optional.empty() : newestHandover(which);
      String words =
          switch (step) {
            case ASSIGN -> login("second", centre);
            case FREE_ALL, MOVE_ALL -> login("first", "tpe");
            default -> text;
          };
      String by = step == Step.MOVE_ALL ? login("second", "tpe") : login(worker, centre);
      Taken taken =
          new Taken(
              step,
              which,
              other,
              words,
              by,
              centre,
              model.cases.stream().map(each -> each.version).toList(),
              handover.isPresent());
      StaffDesk desk = new StaffDesk(staff, app, token(worker, centre));
      return new Begun(taken, work(taken, desk, handover.orElse(ids.get(which))));
    }

    private static String worker(Step step) {
      if (step.isSupervisors() || step.isLong()) {
        return "boss";
      }
      return step == Step.TAKE ? "second" : "first";
    }

    private Callable<String> work(Taken taken, StaffDesk desk, String handover) {
      int which = taken.which();
      String id = ids.get(which);
      Receipt receipt = receipts.get(which);
      return switch (taken.step()) {
        case MESSAGE -> () -> sent(Forms.message(receipt, taken.words(), taken.words()));
        case DANGER ->
            () -> {
              Map<String, Object> message = Forms.message(receipt, taken.words(), taken.words());
              message.put("urgency", "IMMEDIATE_DANGER");
              return sent(message);
            };
        case ERASE ->
            () -> answer(app.input("EraseCase", Map.of("receipt", receipt.text())).root());
        case EXPIRE ->
            () -> {
              service()
                  .execute(
                      "update cases.case_file set erase_on = current_date - 2 where id = '"
                          + id
                          + "'");
              retention.run();
              return CourseModel.DONE;
            };
        case OPEN ->
            () -> {
              // A case that leaves the centre in between is shown without its words.
              Answer looked = desk.look(id, "sealed { words }").root();
              return looked.isNull() || looked.at("sealed").isNull() ? "UNKNOWN_CASE" : "done";
            };
        case CLAIM, TAKE -> step(desk, "claimCase", taken, Map.of());
        case ASSIGN -> step(desk, "assignCase", taken, Map.of("worker", taken.words()));
        case RELEASE -> step(desk, "releaseCase", taken, Map.of());
        case FREE_ALL -> move(desk, Map.of("from", taken.words()));
        case MOVE_ALL -> move(desk, Map.of("from", taken.words(), "to", taken.by()));
        case ACKNOWLEDGE -> step(desk, "acknowledgeCase", taken, Map.of());
        case GRADE_UP ->
            step(
                desk,
                "triageCase",
                taken,
                Map.of("level", "IMMEDIATE_DANGER", "category", "PROTECTION"));
        case GRADE_DOWN ->
            step(desk, "triageCase", taken, Map.of("level", "ROUTINE", "category", "WELFARE"));
        case REPLY ->
            step(
                desk,
                "replyToCase",
                taken,
                Map.of("messageId", taken.words(), "words", taken.words()));
        case CALL ->
            step(
                desk,
                "recordCall",
                taken,
                Map.of(
                    "outcome",
                    "NOT_REACHED",
                    "nextAt",
                    Instant.now().plusSeconds(7_200).toString()));
        case REACHED -> step(desk, "recordCall", taken, Map.of("outcome", "REACHED"));
        case NOTE ->
            mutation(
                desk,
                "addNote(input: $input) { __typename ... on StaffRefused { code } }",
                "AddNoteInput",
                Map.of("id", id, "noteId", taken.words(), "words", taken.words()));
        case REFER ->
            step(
                desk,
                "referCase",
                taken,
                Map.of("resources", List.of(), "neighbour", "PROTECTION"));
        case PASSED_ON -> record(desk, Map.of("id", handover, "state", "DELIVERED"));
        case RETURNED ->
            record(desk, Map.of("id", handover, "state", "RETURNED", "reason", "NOT_ITS_TASK"));
        case TAKE_BACK ->
            mutation(
                desk,
                "takeBackHandover(input: $input) { __typename ... on StaffRefused { code } }",
                "TakeBackHandoverInput",
                Map.of("id", handover));
        case MERGE -> {
          int other = taken.other();
          String otherId = ids.get(other);
          int version = version(otherId);
          yield step(
              desk,
              "mergeCases",
              taken,
              Map.of("duplicates", List.of(Map.of("id", otherId, "expectedVersion", version))));
        }
        case SEPARATE -> step(desk, "separateCase", taken, Map.of());
        case TRANSFER ->
            step(
                desk,
                "transferCase",
                taken,
                Map.of(
                    "centre",
                    taken.centre().equals("tpe") ? "ntpc" : "tpe",
                    "reason",
                    "KNOWN_THERE"));
        case CLOSE -> step(desk, "closeCase", taken, Map.of("outcome", "HELPED"));
        case REOPEN -> step(desk, "reopenCase", taken, Map.of());
        case AS_REAL -> step(desk, "takeAsReal", taken, Map.of());
      };
    }

    private String sent(Map<String, Object> message) {
      return answer(app.input("AddMessage", message).root());
    }

    /// Reads the version now, and takes the step when it is called.
    private Callable<String> step(
        StaffDesk desk, String mutation, Taken taken, Map<String, ?> more) {
      String id = ids.get(taken.which());
      int version = version(id);
      return () -> answer(desk.step(mutation, id, version, more));
    }

    private int version(String id) {
      try {
        return Integer.parseInt(ask("select version from cases.case_file where id = '" + id + "'"));
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    private Callable<String> move(StaffDesk desk, Map<String, ?> input) {
      return mutation(
          desk,
          "moveClaims(input: $input) { __typename ... on StaffRefused { code } }",
          "MoveClaimsInput",
          input);
    }

    private Callable<String> record(StaffDesk desk, Map<String, ?> input) {
      return mutation(
          desk,
          "recordHandover(input: $input) { __typename ... on StaffRefused { code } }",
          "RecordHandoverInput",
          input);
    }

    private Callable<String> mutation(
        StaffDesk desk, String field, String type, Map<String, ?> input) {
      return () ->
          answer(
              staff
                  .ask(
                      desk.token(),
                      "mutation ($input: " + type + "!) { " + field + " }",
                      Map.of("input", input))
                  .root());
    }

    private static String answer(Answer root) {
      return root.text("__typename").endsWith("Refused") ? root.text("code") : CourseModel.DONE;
    }

    private Optional<String> newestHandover(int which) {
      Answer all =
          boss(which, "handovers { id }")
              .map(found -> found.at("handovers"))
              .orElseThrow(() -> new AssertionError("no case " + which));
      return all.size() == 0 ? Optional.empty() : Optional.of(all.text(all.size() - 1, "id"));
    }

    private Optional<Answer> boss(int which, String fields) {
      StaffDesk desk = new StaffDesk(staff, app, token("boss", model.cases.get(which).centre));
      Answer root = desk.look(ids.get(which), fields).root();
      return root.isNull() ? Optional.empty() : Optional.of(root);
    }

    /// Does what jobs do every few seconds, and looks at everything.
    private Map<Integer, Map<String, String>> look() throws SQLException {
      clocks.startNew();
      happenings.look();
      assertThat(
              ask(
                  "select count(*) from intake.case_clock join cases.case_file on case_file.id ="
                      + " case_clock.case_id where (runs_at is not null) <> ("
                      + ClockRepository.NOT_MET
                      + ") or runs_at <> case_file.centre or runs_at is not null and runs_for is"
                      + " distinct from claimed_by"))
          .as("clocks that the calendar shows wrongly")
          .isEqualTo("0");
      assertThat(
              ask(
                  "select count(*) from intake.case_clock where kind = 'DANGER' and runs_at is not"
                      + " null and next_at is null and not missed"))
          .as("danger of which nobody will hear again")
          .isEqualTo("0");
      Map<Integer, Map<String, String>> seen = new TreeMap<>();
      for (int i = 0; i < ids.size(); i++) {
        seen.put(i, look(i));
      }
      return seen;
    }

    private Map<String, String> look(int which) throws SQLException {
      String id = ids.get(which);
      Map<String, String> seen = new TreeMap<>();
      Answer view = app.ask("CaseView", Map.of("receipt", receipts.get(which).text()), "en").root();
      seen.put(
          "sender",
          view.isNull()
              ? "nothing"
              : view.text("status") + " " + view.at("messages").each("words"));
      seen.put(
          "clocks",
          "["
              + ask(
                  "select coalesce(string_agg(kind, ', ' order by kind collate \"C\"), '') from"
                      + " intake.case_clock where runs_at is not null and case_id = '"
                      + id
                      + "'")
              + "]");
      seen.put(
          "trail",
          "{"
              + ask(
                  "select coalesce(string_agg(action || '=' || lines, ', ' order by action collate"
                      + " \"C\"), '') from (select action, count(*) as lines from"
                      + " intake.audit_entry where case_id = '"
                      + id
                      + "' group by action) as counted")
              + "}");
      // Wherever it is now.
      String token =
          token("boss", ask("select centre from cases.case_file where id = '" + id + "'"));
      Answer known =
          new StaffDesk(staff, app, token)
              .look(
                  id,
                  "status claimedBy dangerNow mergedInto unreadMessages noteCount callAttempts {"
                      + " outcome } nextCallAt exercise handovers { state }")
              .root();
      if (!known.isNull()) {
        seen.put(
            "staff",
            String.join(
                " ",
                known.text("status"),
                known.at("claimedBy").isNull()
                    ? "-"
                    : known.text("claimedBy").replace("Worker ", ""),
                "danger=" + known.text("dangerNow"),
                "into="
                    + (known.at("mergedInto").isNull()
                        ? "null"
                        : ids.indexOf(known.text("mergedInto"))),
                "unread=" + known.text("unreadMessages"),
                "notes=" + known.text("noteCount"),
                "calls=" + known.at("callAttempts").size(),
                "planned=" + !known.at("nextCallAt").isNull(),
                "exercise=" + known.text("exercise"),
                known.at("handovers").each("state").toString()));
      }
      return seen;
    }

    private static String ask(String sql) throws SQLException {
      try (Statement statement = service().everything().createStatement();
          var rows = statement.executeQuery(sql)) {
        assertThat(rows.next()).isTrue();
        return String.valueOf(rows.getString(1));
      }
    }
  }
}
