package tw.shouwang.api.cases.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The whole conversation of a case as a worker reads it, oldest first. Prints nothing.
public record OpenedCase(List<OpenedEntry> entries) {

  public OpenedCase {
    entries = List.copyOf(entries);
  }

  /// What the sender gave with the form, by its names in the envelope.
  public Map<String, String> form() {
    return entries.isEmpty() ? Map.of() : entries.getFirst().fields();
  }

  /// @param fields `words`, and of the form what the sender gave
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
