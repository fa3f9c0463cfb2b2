package tw.shouwang.api.cases.desk;

import java.util.List;
import java.util.Optional;

/// A case opened for a worker: its form, and what was written since by pages, so that nobody pays
/// for more of it than they look at. In memory for one operation only; `toString` hides it.
public final class OpenedConversation {

  private final OpenedCase.OpenedForm form;
  private final int size;
  private final Pages pages;

  OpenedConversation(OpenedCase.OpenedForm form, int size, Pages pages) {
    this.form = form;
    this.size = size;
    this.pages = pages;
  }

  /// Reads and opens one page.
  interface Pages {

    List<OpenedCase.OpenedEntry> read(int last, Optional<String> before);
  }

  public OpenedCase.OpenedForm form() {
    return form;
  }

  /// How many entries there were when it was opened, the form among them.
  int size() {
    return size;
  }

  /// The last entries before one of them, the form among them, oldest first; nothing once the case
  /// is erased.
  ///
  /// @param before an entry's id; one that is not of this case has nothing before it
  public List<OpenedCase.OpenedEntry> page(int last, Optional<String> before) {
    return pages.read(last, before);
  }

  @Override
  public String toString() {
    return "OpenedConversation[redacted]";
  }
}
