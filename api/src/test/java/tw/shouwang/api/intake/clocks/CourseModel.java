package tw.shouwang.api.intake.clocks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a few cases are after any steps of their senders and of staff, as the rules say it: status,
/// claim, grade, danger, merges, hand-overs, calls, notes, which clocks run, and what is in the
/// trail. It knows no table and no query.
final class CourseModel {

  /// The answer to a step that is done.
  static final String DONE = "done";

  private static final List<String> OPEN = List.of("RECEIVED", "SEEN", "TRIAGED", "REFERRED");
  private static final Set<String> ON_ITS_WAY = Set.of("NO_RECEIVER");
  private static final Set<String> WITH_NEIGHBOUR = Set.of("DELIVERED");

  enum Step {
    MESSAGE,
    /// A message whose sender says that it is danger now.
    DANGER,
    /// By the sender.
    ERASE,
    /// The night in which the case's period ends.
    EXPIRE,
    OPEN,
    /// By the first worker.
    CLAIM,
    /// By the second one.
    TAKE,
    /// By a supervisor, to the second worker.
    ASSIGN,
    RELEASE,
    /// All of the first worker's cases.
    FREE_ALL,
    MOVE_ALL,
    ACKNOWLEDGE,
    GRADE_UP,
    GRADE_DOWN,
    REPLY,
    /// Not reached, and planned again.
    CALL,
    REACHED,
    NOTE,
    REFER,
    /// Somebody passed the newest hand-over on.
    PASSED_ON,
    /// The neighbour sends it back.
    RETURNED,
    TAKE_BACK,
    /// Another case into this one.
    MERGE,
    SEPARATE,
    TRANSFER,
    CLOSE,
    REOPEN,
    AS_REAL;

    /// Whether it is several steps of the service, which others may come between.
    boolean isLong() {
      return this == EXPIRE || this == FREE_ALL || this == MOVE_ALL;
    }

    /// Whether only a supervisor may do it with a colleague's case.
    boolean isSupervisors() {
      return this == ASSIGN || this == RELEASE || this == MERGE || this == SEPARATE;
    }
  }

  /// One case. A row of the model, not of the database.
  static final class Known {

    final int number;
    String centre = "tpe";
    String status = "RECEIVED";
    String before = "RECEIVED";
    @Nullable String claimedBy;
    @Nullable String grade;
    boolean said;

    /// Whether its danger was answered or handed on.
    boolean answered;

    @Nullable Integer into;
    boolean exercise;
    boolean withdrawn;
    boolean erased;
    boolean planned;
    int calls;
    int notes;
    int unread;
    int version;
    final List<String> words = new ArrayList<>();
    final List<String> handovers = new ArrayList<>();
    final Map<String, Integer> trail = new TreeMap<>();

    Known(int number) {
      this.number = number;
    }

    Known copy() {
      Known copy = new Known(number);
      copy.centre = centre;
      copy.status = status;
      copy.before = before;
      copy.claimedBy = claimedBy;
      copy.grade = grade;
      copy.said = said;
      copy.answered = answered;
      copy.into = into;
      copy.exercise = exercise;
      copy.withdrawn = withdrawn;
      copy.erased = erased;
      copy.planned = planned;
      copy.calls = calls;
      copy.notes = notes;
      copy.unread = unread;
      copy.version = version;
      copy.words.addAll(words);
      copy.handovers.addAll(handovers);
      copy.trail.putAll(trail);
      return copy;
    }

    boolean isClosed() {
      return status.equals("CLOSED");
    }

    boolean isDanger() {
      return said || "IMMEDIATE_DANGER".equals(grade);
    }

    private void record(String action) {
      trail.merge(action, 1, Integer::sum);
    }

    private boolean isGoing() {
      return handovers.stream()
          .anyMatch(each -> ON_ITS_WAY.contains(each) || WITH_NEIGHBOUR.contains(each));
    }

    private void begin() {
      if (!isGoing()) {
        handovers.add("NO_RECEIVER");
      }
    }
  }

  final List<Known> cases;

  CourseModel(List<Known> cases) {
    this.cases = List.copyOf(cases);
  }

  CourseModel copy() {
    return new CourseModel(cases.stream().map(Known::copy).toList());
  }

  /// A step that somebody is about to take.
  ///
  /// @param other the case that a merge takes in
  /// @param words those that it writes
  /// @param by the worker's login
  /// @param centre the worker's
  /// @param seen the versions that the worker saw, by case
  /// @param hasHandover whether the worker saw a hand-over
  record Taken(
      Step step,
      int which,
      int other,
      String words,
      String by,
      String centre,
      List<Integer> seen,
      boolean hasHandover) {}

  /// Takes a step and says what its answer may be: nearly always one.
  Set<String> take(Taken taken) {
    Known of = cases.get(taken.which());
    return switch (taken.step()) {
      case MESSAGE, DANGER -> Set.of(write(of, taken));
      case ERASE -> Set.of(erase(of));
      case EXPIRE -> {
        expire(of);
        yield Set.of(DONE);
      }
      case OPEN -> Set.of(open(of, taken.centre()));
      case NOTE -> {
        boolean there = isThere(of, taken.centre());
        if (there) {
          of.notes++;
          of.record("NOTED");
        }
        yield Set.of(there ? DONE : "UNKNOWN_CASE");
      }
      case FREE_ALL, MOVE_ALL -> {
        moveAll(taken);
        yield Set.of(DONE);
      }
      case PASSED_ON, RETURNED, TAKE_BACK -> Set.of(changeHandover(of, taken));
      case MERGE -> merge(of, cases.get(taken.other()), taken);
      default -> Set.of(alone(of, taken));
    };
  }

  private String write(Known of, Taken taken) {
    if (of.withdrawn || of.erased) {
      return "UNKNOWN_CASE";
    }
    of.words.add(taken.words());
    of.unread++;
    boolean begins = false;
    if (of.isClosed()) {
      standAlone(of);
      of.status = of.before;
      of.claimedBy = null;
      begins = true;
    } else if (main(of).filter(main -> main.isClosed() || main.erased).isPresent()) {
      standAlone(of);
      begins = true;
    }
    of.version++;
    Optional<Known> main = main(of);
    main.ifPresent(other -> other.version++);
    if (taken.step() == Step.DANGER) {
      of.said = true;
      main.ifPresent(other -> other.said = true);
      main.orElse(of).answered = false;
    }
    if (begins) {
      of.answered = false;
    }
    return DONE;
  }

  private String erase(Known of) {
    if (of.withdrawn || of.erased) {
      return "UNKNOWN_CASE";
    }
    of.withdrawn = true;
    of.version++;
    return DONE;
  }

  private void expire(Known of) {
    if (of.erased) {
      return;
    }
    of.erased = true;
    for (Known each : merged(of)) {
      standAlone(each);
      each.version++;
      each.answered = false;
    }
  }

  private String open(Known of, String centre) {
    if (!isThere(of, centre)) {
      return "UNKNOWN_CASE";
    }
    of.unread = 0;
    of.record("OPENED");
    return DONE;
  }

  private void moveAll(Taken taken) {
    for (Known each : cases) {
      boolean moves =
          !each.erased
              && each.centre.equals("tpe")
              && each.into == null
              && !each.isClosed()
              && taken.words().equals(each.claimedBy);
      if (moves) {
        claim(each, taken.step() == Step.FREE_ALL ? null : taken.by());
        each.version++;
        each.record(taken.step() == Step.FREE_ALL ? "RELEASED" : "ASSIGNED");
      }
    }
  }

  private String changeHandover(Known of, Taken taken) {
    if (!taken.hasHandover() || !isThere(of, taken.centre())) {
      return "UNKNOWN_HANDOVER";
    }
    int newest = of.handovers.size() - 1;
    String state = of.handovers.get(newest);
    String to =
        switch (taken.step()) {
          case PASSED_ON -> "DELIVERED";
          case RETURNED -> "RETURNED";
          default -> "TAKEN_BACK";
        };
    if (state.equals(to)) {
      return DONE;
    }
    boolean possible =
        to.equals("RETURNED") ? !state.equals("TAKEN_BACK") : ON_ITS_WAY.contains(state);
    if (!possible) {
      return "WRONG_STATUS";
    }
    of.handovers.set(newest, to);
    of.version++;
    of.record(to.equals("TAKEN_BACK") ? "HANDOVER_TAKEN_BACK" : "HANDOVER_REPORTED");
    return DONE;
  }

  private Set<String> merge(Known main, Known other, Taken taken) {
    Set<String> refused =
        Stream.of(main, other)
            .map(each -> refusal(each, taken, true))
            .flatMap(Optional::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    Stream.of(main, other)
        .filter(each -> isThere(each, taken.centre()) && each.isClosed())
        .forEach(each -> refused.add("WRONG_STATUS"));
    if (refused.isEmpty() && main.exercise != other.exercise) {
      refused.add("EXERCISE");
    }
    if (!refused.isEmpty()) {
      return refused;
    }
    boolean wasDanger = main.isDanger();
    for (Known each : merged(other)) {
      each.into = main.number;
      each.version++;
    }
    other.into = main.number;
    other.version++;
    if (rank(other.status) < rank(main.status)) {
      other.status = main.status;
    }
    main.said |= other.isDanger();
    merged(main).forEach(each -> each.claimedBy = main.claimedBy);
    if (!wasDanger) {
      main.answered = false;
    }
    if (main.isGoing()) {
      merged(main).forEach(Known::begin);
    }
    main.version++;
    main.record("MERGED");
    return Set.of(DONE);
  }

  /// The steps of staff on one case, in the version that they saw.
  private String alone(Known of, Taken taken) {
    Step step = taken.step();
    boolean onMerged =
        step == Step.REPLY || step == Step.CALL || step == Step.REACHED || step == Step.SEPARATE;
    Optional<String> refused = refusal(of, taken, !onMerged);
    if (refused.isPresent()) {
      return refused.get();
    }
    boolean needsOpen =
        switch (step) {
          case CLAIM, TAKE, ASSIGN, GRADE_UP, GRADE_DOWN, REPLY, CALL, REFER, TRANSFER -> true;
          default -> false;
        };
    if (needsOpen && of.isClosed()) {
      return "WRONG_STATUS";
    }
    if (step == Step.AS_REAL && !of.exercise) {
      return "EXERCISE";
    }
    if (step == Step.TRANSFER && !merged(of).isEmpty()) {
      return "MERGED";
    }
    if (step == Step.SEPARATE && of.into == null) {
      return "WRONG_STATUS";
    }
    boolean wasDanger = of.isDanger();
    switch (step) {
      case CLAIM, TAKE -> {
        if (of.claimedBy == null) {
          claim(of, taken.by());
        }
        advance(of, "SEEN");
        of.record("CLAIMED");
      }
      case ASSIGN -> {
        claim(of, taken.words());
        of.record("ASSIGNED");
      }
      case RELEASE -> {
        claim(of, null);
        of.record("RELEASED");
      }
      case ACKNOWLEDGE -> {
        advance(of, "SEEN");
        of.record("ACKNOWLEDGED");
      }
      case GRADE_UP, GRADE_DOWN -> {
        of.grade = step == Step.GRADE_UP ? "IMMEDIATE_DANGER" : "ROUTINE";
        of.said = false;
        if (!wasDanger) {
          of.answered = false;
        }
        advance(of, "TRIAGED");
        of.record("TRIAGED");
      }
      case REPLY -> {
        of.words.add(taken.words());
        if (of.status.equals("RECEIVED")) {
          setStatus(of, "SEEN");
        }
        of.answered = true;
        of.record("REPLIED");
      }
      case CALL, REACHED -> {
        of.calls++;
        of.planned = step == Step.CALL;
        of.record("CALLED_BACK");
      }
      case REFER -> {
        withMerged(of, each -> !each.isClosed()).forEach(each -> setStatus(each, "REFERRED"));
        withMerged(of, each -> true).forEach(Known::begin);
        of.answered = true;
        of.record("REFERRED");
      }
      case SEPARATE -> {
        cases.get(Optional.ofNullable(of.into).orElseThrow()).version++;
        standAlone(of);
        of.answered = false;
        of.record("SEPARATED");
      }
      case TRANSFER -> {
        of.centre = of.centre.equals("tpe") ? "ntpc" : "tpe";
        of.claimedBy = null;
        of.planned = false;
        of.answered = false;
        of.record("TRANSFERRED");
        of.record("TAKEN_OVER");
      }
      case CLOSE -> {
        if (!of.isClosed()) {
          withMerged(of, each -> !each.isClosed())
              .forEach(each -> {
                each.before = each.status;
                each.planned = false;
                setStatus(each, "CLOSED");
              });
        }
        of.record("CLOSED");
      }
      case REOPEN -> {
        if (of.isClosed()) {
          withMerged(of, Known::isClosed).forEach(each -> setStatus(each, each.before));
          of.answered = false;
        }
        of.record("REOPENED");
      }
      case AS_REAL -> {
        withMerged(of, each -> true).forEach(CourseModel::beReal);
        of.answered = false;
        of.record("TAKEN_AS_REAL");
      }
      default -> throw new IllegalArgumentException(step.name());
    }
    of.version++;
    return DONE;
  }

  private static void beReal(Known each) {
    each.exercise = false;
    each.handovers.replaceAll(state ->
        switch (state) {
          case "RETURNED" -> "TAKEN_BACK";
          case "DELIVERED" -> "NO_RECEIVER";
          default -> state;
        });
  }

  private Optional<String> refusal(Known of, Taken taken, boolean notMerged) {
    if (!isThere(of, taken.centre())) {
      return Optional.of("UNKNOWN_CASE");
    }
    if (of.version != taken.seen().get(of.number)) {
      return Optional.of("VERSION_CONFLICT");
    }
    if (notMerged && of.into != null) {
      return Optional.of("MERGED");
    }
    boolean keptOut =
        of.claimedBy != null && !of.claimedBy.equals(taken.by()) && !taken.step().isSupervisors();
    return keptOut ? Optional.of("CLAIMED_BY_ANOTHER") : Optional.empty();
  }

  private static boolean isThere(Known of, String centre) {
    return !of.erased && of.centre.equals(centre);
  }

  private void claim(Known of, @Nullable String worker) {
    if (java.util.Objects.equals(of.claimedBy, worker) && worker != null) {
      return;
    }
    of.claimedBy = worker;
    for (Known each : merged(of)) {
      each.claimedBy = worker;
      each.version++;
    }
  }

  private void advance(Known of, String status) {
    withMerged(of, each -> rank(each.status) < rank(status))
        .forEach(each -> setStatus(each, status));
  }

  private static void setStatus(Known each, String status) {
    each.status = status;
    if (each.into != null) {
      each.version++;
    }
  }

  private void standAlone(Known of) {
    main(of).ifPresent(main -> of.grade = of.grade == null ? main.grade : of.grade);
    of.into = null;
  }

  private static int rank(String status) {
    return status.equals("CLOSED") ? OPEN.size() : OPEN.indexOf(status);
  }

  private Optional<Known> main(Known of) {
    return Optional.ofNullable(of.into).map(cases::get);
  }

  private List<Known> merged(Known main) {
    return cases.stream()
        .filter(each -> each.into != null && each.into == main.number && !each.erased)
        .toList();
  }

  private List<Known> withMerged(Known of, Predicate<Known> which) {
    return Stream.concat(Stream.of(of), merged(of).stream()).filter(which).toList();
  }

  /// What a sender and staff can see of a case, and which of its clocks run.
  Map<String, String> seen(Known of) {
    Map<String, String> seen = new TreeMap<>();
    seen.put("sender", of.withdrawn || of.erased ? "nothing" : of.status + " " + of.words);
    seen.put("trail", of.trail.toString());
    seen.put("clocks", clocks(of).toString());
    if (!of.erased) {
      seen.put(
          "staff",
          String.join(
              " ",
              of.status,
              of.claimedBy == null ? "-" : of.claimedBy,
              "danger=" + of.isDanger(),
              "into=" + of.into,
              "unread=" + unread(of),
              "notes=" + (of.notes + merged(of).stream().mapToInt(each -> each.notes).sum()),
              "calls=" + of.calls,
              "planned=" + of.planned,
              "exercise=" + of.exercise,
              of.handovers.toString()));
    }
    return seen;
  }

  private int unread(Known of) {
    return of.into != null
        ? 0
        : of.unread + merged(of).stream().mapToInt(each -> each.unread).sum();
  }

  private Set<String> clocks(Known of) {
    Set<String> running = new TreeSet<>();
    if (of.erased || of.isClosed() || of.into != null) {
      return running;
    }
    if (of.status.equals("RECEIVED") || of.status.equals("SEEN")) {
      running.add("SAME_DAY");
      running.add("ASSIGNMENT");
    }
    if (of.handovers.stream().noneMatch(WITH_NEIGHBOUR::contains)) {
      running.add("PROTECTION");
    }
    if (of.isDanger() && of.claimedBy == null && !of.answered) {
      running.add("DANGER");
    }
    return running;
  }
}
