package tw.shouwang.api.intake.alerts;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.hours.CentreHours;
import tw.shouwang.api.cases.hours.CentreHoursRow;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.intake.answers.StaffRefusalCode;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.ratelimits.RateLimit;
import tw.shouwang.api.ratelimits.SharedLimits;

/// When somebody is at a centre, and who hears of danger that nobody claims. A supervisor says
/// both.
@Singleton
@Requires(condition = InStaffProcess.class)
class DutyService {

  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-4]):([0-5][0-9])");
  private static final int MOST_PERIODS = 28;
  private static final int LONGEST_SUBJECT = 255;

  private final CentreHours hours;
  private final SecondReceiverRepository seconds;
  private final Directory directory;
  private final SharedLimits limits;

  DutyService(
      CentreHours hours,
      SecondReceiverRepository seconds,
      Directory directory,
      SharedLimits limits) {
    this.hours = hours;
    this.seconds = seconds;
    this.directory = directory;
    this.limits = limits;
  }

  /// The schema's type of the same name.
  record CentreDuty(
      List<DutyPeriod> hours, @Nullable String secondWorker, @Nullable String secondCentre) {

    CentreDuty {
      hours = List.copyOf(hours);
    }
  }

  /// The schema's type of the same name; also its input.
  record DutyPeriod(Integer weekday, String opens, String closes) {}

  /// The inputs of the same names.
  record SaveCentreHoursInput(List<DutyPeriod> hours) {

    SaveCentreHoursInput {
      hours = List.copyOf(hours);
    }
  }

  record NameSecondReceiverInput(@Nullable String worker, @Nullable String centre) {}

  /// Why an input was refused.
  record Mistake(StaffRefusalCode code, @Nullable String field) {}

  CentreDuty of(StaffMember member) {
    return of(member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR));
  }

  private CentreDuty of(String centre) {
    Optional<SecondReceiver> second = seconds.findByCentre(centre);
    return new CentreDuty(
        hours.of(centre).stream()
            .map(row -> new DutyPeriod(row.weekday(), time(row.opens()), time(row.closes())))
            .toList(),
        second.flatMap(each -> Optional.ofNullable(each.worker())).orElse(null),
        second.flatMap(each -> Optional.ofNullable(each.otherCentre())).orElse(null));
  }

  Optional<Mistake> save(StaffMember member, SaveCentreHoursInput input) {
    String centre = member.actingIn(StaffRole.SUPERVISOR);
    if (isTooFast(member)) {
      return Optional.of(new Mistake(StaffRefusalCode.TRY_LATER, null));
    }
    if (input.hours().size() > MOST_PERIODS) {
      return Optional.of(new Mistake(StaffRefusalCode.TOO_LONG, "hours"));
    }
    List<CentreHoursRow> rows = new ArrayList<>();
    Set<List<Integer>> begins = new HashSet<>();
    for (DutyPeriod each : input.hours()) {
      int opens = minutes(each.opens());
      int closes = minutes(each.closes());
      boolean sound =
          each.weekday() >= 1
              && each.weekday() <= 7
              && opens >= 0
              && opens < closes
              && begins.add(List.of(each.weekday(), opens));
      if (!sound) {
        return Optional.of(new Mistake(StaffRefusalCode.INVALID, "hours"));
      }
      rows.add(new CentreHoursRow(centre, each.weekday(), opens, closes));
    }
    hours.save(centre, rows);
    return Optional.empty();
  }

  /// Neither means nobody.
  @Transactional
  Optional<Mistake> name(StaffMember member, NameSecondReceiverInput input) {
    String centre = member.actingIn(StaffRole.SUPERVISOR);
    String worker = input.worker();
    String other = input.centre();
    if (isTooFast(member)) {
      return Optional.of(new Mistake(StaffRefusalCode.TRY_LATER, null));
    }
    if (worker == null && other == null) {
      seconds.remove(centre);
      return Optional.empty();
    }
    if (worker != null
        && (other != null || worker.isBlank() || worker.length() > LONGEST_SUBJECT)) {
      return Optional.of(new Mistake(StaffRefusalCode.INVALID, "worker"));
    }
    if (other != null && (other.equals(centre) || directory.centre(other).isEmpty())) {
      return Optional.of(new Mistake(StaffRefusalCode.UNKNOWN_CENTRE, "centre"));
    }
    // A mistyped name is refused, because nobody would hear of danger then.
    return seconds.put(centre, worker, other, member.subject()) > 0
        ? Optional.empty()
        : Optional.of(new Mistake(StaffRefusalCode.UNKNOWN_COLLEAGUE, "worker"));
  }

  private boolean isTooFast(StaffMember member) {
    return !limits.takeAsMember(RateLimit.STEPS, member.subject()).isZero();
  }

  private static String time(int minutes) {
    return "%02d:%02d".formatted(minutes / 60, minutes % 60);
  }

  /// -1 for a text that is no time of a day.
  private static int minutes(String time) {
    Matcher found = TIME.matcher(time);
    if (!found.matches()) {
      return -1;
    }
    int minutes = Integer.parseInt(found.group(1)) * 60 + Integer.parseInt(found.group(2));
    return minutes > 1_440 ? -1 : minutes;
  }
}
