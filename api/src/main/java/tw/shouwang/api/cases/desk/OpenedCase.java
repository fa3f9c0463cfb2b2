package tw.shouwang.api.cases.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The whole conversation of a case as a worker reads it, oldest first. Prints nothing.
public record OpenedCase(List<OpenedEntry> entries, OpenedForm form) {

  public OpenedCase {
    entries = List.copyOf(entries);
  }

  /// The sender's form.
  ///
  /// @param readable whether it can be opened
  /// @param fields by their names in the envelope
  /// @param differing the names of clear values that differ from the form's sealed copy
  /// @param sealedOn the day of sealing, by the sealer's clock
  public record OpenedForm(
      boolean readable,
      Map<String, String> fields,
      List<String> differing,
      @Nullable LocalDate sealedOn) {

    static final OpenedForm UNREADABLE = new OpenedForm(false, Map.of(), List.of(), null);

    public OpenedForm {
      fields = Map.copyOf(fields);
      differing = List.copyOf(differing);
    }

    @Override
    public String toString() {
      return "OpenedForm[redacted]";
    }
  }

  /// @param readable whether it can be opened
  /// @param inOrder whether all entries that its author had seen before are still there, in the
  ///   same order
  /// @param fields `words`, and for the form also its other sealed fields; empty if unreadable
  public record OpenedEntry(
      UUID id,
      boolean fromStaff,
      LocalDate on,
      boolean readable,
      boolean inOrder,
      Map<String, String> fields) {

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
