package tw.shouwang.api.cases.desk;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.Urgency;

/// A step that a worker can take on a case.
public sealed interface CaseStep {

  /// Takes the case, unless a colleague has; the sender hears that a person has read it.
  record Claim() implements CaseStep {}

  record Release() implements CaseStep {}

  /// The sender hears that a person has read it.
  record Acknowledge() implements CaseStep {}

  /// Grades and classifies the case and says where it goes. It can be done again.
  ///
  /// @param route chooses the office for the case as it is while it is locked
  record Triage(Urgency level, String category, Function<DeskCase, @Nullable String> route)
      implements CaseStep {}

  /// Writes to the sender of this case alone.
  ///
  /// @param messageId the same id and words a second time change nothing
  record Reply(String messageId, String words) implements CaseStep {

    @Override
    public String toString() {
      return "Reply[redacted]";
    }
  }

  /// @param resourceKeys the directory's keys of whoever can help
  /// @param neighbour the system in which the case goes on, where it does
  record Refer(List<String> resourceKeys, @Nullable String neighbour) implements CaseStep {

    public Refer {
      resourceKeys = List.copyOf(resourceKeys);
    }
  }

  /// Hands the case to another centre: its key is wrapped anew, and this centre sees it no more.
  record Transfer(String centre, String reason) implements CaseStep {}

  /// Lets other cases go on as this one. Their senders keep their receipts, and hear from now on
  /// what happens to this case.
  record Merge(List<StepRequest> duplicates) implements CaseStep {

    public Merge {
      duplicates = List.copyOf(duplicates);
    }
  }

  record Close(@Nullable String outcome) implements CaseStep {}

  /// Back to the status before it was closed.
  record Reopen() implements CaseStep {}
}
