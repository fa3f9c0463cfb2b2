package tw.shouwang.api.guidance;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What the law asks of people in one capacity.
///
/// @param duties never empty
public record KindDuties(GatekeeperKind kind, List<ReportingDuty> duties) {

  /// The duties of every capacity that an article names or may mean.
  static final List<KindDuties> ALL =
      Arrays.stream(GatekeeperKind.values())
          .map(kind -> new KindDuties(kind, ReportingDuty.of(Stream.of(LegalDuty.values()), kind)))
          .filter(each -> !each.duties.isEmpty())
          .toList();

  public KindDuties {
    duties = List.copyOf(duties);
  }
}
