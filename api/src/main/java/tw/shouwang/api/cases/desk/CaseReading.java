package tw.shouwang.api.cases.desk;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.envelope.Content;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.Direction;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.EntryRepository;
import tw.shouwang.api.cases.records.EntryRow;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.cases.sealing.StaffKeys;

/// Reads a case for a hand-over: only one that a worker has acknowledged, so that nothing leaves
/// unread, and what the sender may still take back is not copied. Changes nothing; to be audited by
/// the caller. Staff role only.
@Singleton
public class CaseReading {

  private final CaseRepository cases;
  private final EntryRepository entries;
  private final StaffKeys keys;
  private final Envelopes envelopes;

  CaseReading(CaseRepository cases, EntryRepository entries, StaffKeys keys, Envelopes envelopes) {
    this.cases = cases;
    this.entries = entries;
    this.keys = keys;
    this.envelopes = envelopes;
  }

  /// What one side wrote.
  ///
  /// @param fields `words`, and of the form what the sender gave
  public record Written(boolean fromStaff, Map<String, String> fields) {

    public Written {
      fields = Map.copyOf(fields);
    }

    @Override
    public String toString() {
      return "Written[redacted]";
    }
  }

  /// The conversation, oldest first; nothing for a case of another centre, one that nobody has
  /// acknowledged, and one whose words have died.
  public Optional<List<Written>> read(UUID id, String centre) {
    if (cases.findOpenable(id).isEmpty()) {
      return Optional.empty();
    }
    CaseRow row = cases.findById(id).orElseThrow();
    if (!row.centre().equals(centre) || row.status() == CaseStatus.RECEIVED) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(row, keys.open(row)));
    } catch (TamperedException e) {
      return Optional.empty();
    }
  }

  private List<Written> read(CaseRow row, DataKey key) throws TamperedException {
    List<Positioned> written = new ArrayList<>();
    for (EntryRow entry : entries.findByCaseId(row.id())) {
      Content content = envelopes.read(row, key, entry);
      written.add(
          new Positioned(
              content.position(),
              new Written(entry.direction() == Direction.FROM_STAFF, content.fields())));
    }
    return written.stream()
        .sorted(Comparator.comparingInt(Positioned::position))
        .map(Positioned::written)
        .toList();
  }

  private record Positioned(int position, Written written) {}
}
