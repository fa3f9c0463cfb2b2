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

  /// What the sender gave with the form.
  ///
  /// @param readable whether it opens
  /// @param fields by their names in the envelope
  /// @param differing what stands beside the case in clear and differs from what the sender sealed,
  ///   by its names there
  /// @param sealedOn the day it was sealed on, by the sealer's clock
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

  /// @param readable whether it opens
  /// @param inOrder whether everything that its author had read before it is still there, and in
  ///   the same order
  /// @param fields `words`, and of the form what the sender gave; nothing where it does not open
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
