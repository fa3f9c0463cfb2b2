package tw.shouwang.api.intake.handover;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.OpenedCase;

/// Writes an export in parts: a header, each case, a footer.
interface ExportWriter {

  byte[] head() throws IOException;

  /// @param words the conversation; null in an export of a range
  byte[] write(ExportedCase exported, @Nullable List<OpenedCase.OpenedEntry> words, boolean first)
      throws IOException;

  byte[] foot() throws IOException;
}
