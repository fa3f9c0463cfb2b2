package tw.shouwang.api.intake.handover;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.OpenedCase;

/// Writes an export piece by piece: what stands before the cases, each case, what stands after.
interface ExportWriter {

  byte[] head() throws IOException;

  /// @param words the conversation; nothing in an export of a range
  byte[] write(ExportedCase exported, @Nullable List<OpenedCase.OpenedEntry> words, boolean first)
      throws IOException;

  byte[] foot() throws IOException;
}
