package tw.shouwang.api.cases.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A case's whole conversation as a worker reads it, oldest first. `toString` hides it.
public record OpenedCase(List<OpenedEntry> entries) {

  public OpenedCase {
    entries = List.copyOf(entries);
  }

  /// The form's sealed fields, by their names in the envelope.
  public Map<String, String> form() {
    return entries.isEmpty() ? Map.of() : entries.getFirst().fields();
  }

  /// @param fields `words`, and for the form also its other sealed fields
  public record OpenedEntry(UUID id, boolean fromStaff, LocalDate on, Map<String, String> fields) {

    public OpenedEntry {
      fields = Map.copyOf(fields);
    }

    @Override
    public String toString() {
      return "OpenedEntry[redacted]";
    }
  }

  @Override
  public String toString() {
    return "OpenedCase[redacted]";
  }
}
