package tw.shouwang.api.intake.figures;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.database.DatabaseReplica;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.i18n.Messages;

/// A centre's figures, by whole months and at the finest by districts. A period is extended to
/// whole months; a finer area is refused.
@Singleton
@Requires(condition = InStaffProcess.class)
class FigureService {

  private static final int MOST_MONTHS = 24;

  /// The length of a district's code; a village's code is longer.
  private static final int DISTRICT_DIGITS = 8;

  private final FigureRepository repository;
  private final Breakdowns breakdowns;
  private final Directory directory;
  private final DatabaseReplica replica;
  private final InstantSource clock;
  private final Messages messages = Messages.of("figures");

  FigureService(
      FigureRepository repository,
      Breakdowns breakdowns,
      Directory directory,
      DatabaseReplica replica,
      InstantSource clock) {
    this.repository = repository;
    this.breakdowns = breakdowns;
    this.directory = directory;
    this.replica = replica;
    this.clock = clock;
  }

  DatabaseReplica.Reading<Figures> figures(
      StaffMember member, LocalDate from, LocalDate to, @Nullable String areaCode) {
    String centre = member.actingIn(StaffRole.SUPERVISOR, StaffRole.AUDITOR);
    YearMonth first = YearMonth.from(from);
    YearMonth last = YearMonth.from(to);
    long months = first.until(last, ChronoUnit.MONTHS) + 1;
    if (months < 1 || months > MOST_MONTHS) {
      throw refused("BAD_USER_INPUT", "months");
    }
    if (areaCode != null) {
      requireOwnArea(centre, areaCode);
    }
    return replica.read(() -> figures(centre, first, last, areaCode));
  }

  /// The months of some figures by one dimension, for the whole centre alone: a district's table
  /// could be subtracted from the centre's.
  ///
  /// @param asOf of the figures, than which these are not older
  List<FigureBreakdown> breakdowns(
      StaffMember member, Figures figures, Instant asOf, FigureDimension dimension) {
    String centre = centre(member, figures);
    return replica.readSince(
        asOf, () -> breakdowns.of(centre, first(figures), last(figures), dimension));
  }

  /// The shares of what neighbours have opened, for the whole centre alone.
  List<HandoverFigure> handovers(StaffMember member, Figures figures, Instant asOf) {
    String centre = centre(member, figures);
    return replica.readSince(
        asOf, () -> breakdowns.ofHandovers(centre, first(figures), last(figures)));
  }

  private String centre(StaffMember member, Figures figures) {
    if (figures.areaCode() != null) {
      throw refused("BAD_USER_INPUT", "wholeCentre");
    }
    return member.actingIn(StaffRole.SUPERVISOR, StaffRole.AUDITOR);
  }

  private static YearMonth first(Figures figures) {
    return YearMonth.from(figures.from());
  }

  private static YearMonth last(Figures figures) {
    return YearMonth.from(figures.to());
  }

  /// The published figures of one month of a centre.
  Figures ofMonth(String centre, YearMonth month) {
    return figures(centre, month, month, null);
  }

  private Figures figures(
      String centre, YearMonth first, YearMonth last, @Nullable String areaCode) {
    Instant aDayAgo = clock.instant().minus(Duration.ofDays(1));
    FigureTable table = new FigureTable();
    for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
      table.add(month, repository.count(centre, start(month), start(month.plusMonths(1)), aDayAgo));
    }
    Directory.Checked checked = directory.checked(clock.instant());
    SearchCount searches = repository.searches(first.atDay(1), last.atDay(1));
    return table
        .within(areaCode)
        .told(
            areaCode,
            Share.of(checked.verified(), checked.entries(), null),
            Share.of(searches.withoutResult(), searches.searches(), null),
            repository.views(first.atDay(1), last.atDay(1)));
  }

  private void requireOwnArea(String centre, String areaCode) {
    if (areaCode.length() > DISTRICT_DIGITS) {
      throw refused("AREA_TOO_FINE", "areaTooFine");
    }
    boolean own =
        directory
            .area(areaCode)
            .flatMap(directory::centreOf)
            .map(Centre::code)
            .filter(centre::equals)
            .isPresent();
    if (!own) {
      throw refused("UNKNOWN_AREA", "unknownArea");
    }
  }

  @Nullable Area area(@Nullable String code) {
    return code == null ? null : directory.area(code).orElse(null);
  }

  private RequestError refused(String code, String message) {
    return new RequestError(code, language -> messages.text(language, message));
  }

  private static Instant start(YearMonth month) {
    return TaiwanTime.startOf(month.atDay(1));
  }
}
