package tw.shouwang.api.intake.clocks;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.CaseDetails;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.InboxQueries;
import tw.shouwang.api.intake.answers.StaffCase;

/// The cases of one page of a list, read together on first use, so that a page costs two queries
/// whatever its length, and none if no case is asked for.
final class CasesOfPage {

  private final InboxQueries cases;
  private final String centre;
  private final List<UUID> ids;
  private @Nullable Map<UUID, StaffCase> read;

  CasesOfPage(InboxQueries cases, String centre, Collection<UUID> ids) {
    this.cases = cases;
    this.centre = centre;
    this.ids = ids.stream().distinct().toList();
  }

  /// Null for a case that was erased or transferred after the page was read.
  synchronized @Nullable StaffCase of(UUID id) {
    Map<UUID, StaffCase> known = read;
    if (known == null) {
      known = new HashMap<>();
      List<DeskCase> rows = cases.findAll(ids, centre);
      CaseDetails details = cases.details(rows, centre);
      for (DeskCase row : rows) {
        known.put(row.id(), new StaffCase(row, details));
      }
      read = known;
    }
    return known.get(id);
  }
}
