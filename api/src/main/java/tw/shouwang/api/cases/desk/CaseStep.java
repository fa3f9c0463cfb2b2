package tw.shouwang.api.cases.desk;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.ContactMeans;
import tw.shouwang.api.cases.records.Urgency;

/// A step that a worker can take on a case.
public sealed interface CaseStep {

  /// Claims the case unless a colleague has it. The sender learns that a person has read it.
  record Claim() implements CaseStep {}

  /// Gives the case to a colleague, whoever had it.
  ///
  /// @param worker the identity provider's name for the colleague
  /// @param name the colleague's name for others
  record Assign(String worker, String name) implements CaseStep {}

  record Release() implements CaseStep {}

  /// The sender learns that a person has read the case.
  record Acknowledge() implements CaseStep {}

  /// Grades and classifies the case and routes it to an office. Can be repeated.
  ///
  /// @param route chooses the office from the locked case
  record Triage(Urgency level, String category, Function<DeskCase, @Nullable String> route)
      implements CaseStep {}

  /// Writes to the sender of this case only.
  ///
  /// @param messageId a second reply with the same id and words changes nothing
  record Reply(String messageId, String words) implements CaseStep {

    @Override
    public String toString() {
      return "Reply[redacted]";
    }
  }

  /// A call to the sender, or the plan of one.
  ///
  /// @param outcome what it came to, by name; null for a call that is only planned
  /// @param nextAt when to call next; null for no call
  record CallBack(ContactMeans means, @Nullable String outcome, @Nullable Instant nextAt)
      implements CaseStep {}

  /// @param resourceKeys the directory's keys of the resources that can help
  /// @param neighbour the other system in which the case continues, if any
  record Refer(List<String> resourceKeys, @Nullable String neighbour) implements CaseStep {

    public Refer {
      resourceKeys = List.copyOf(resourceKeys);
    }
  }

  /// Transfers the case to another centre: the case's key is wrapped for that centre, and this
  /// centre no longer sees the case.
  ///
  /// @param route chooses the other centre's office for a case that is graded already
  record Transfer(String centre, String reason, Function<DeskCase, @Nullable String> route)
      implements CaseStep {}

  /// Merges other cases into this one. Their senders keep their receipts and from now on get this
  /// case's events.
  record Merge(List<StepRequest> duplicates) implements CaseStep {

    public Merge {
      duplicates = List.copyOf(duplicates);
    }
  }

  /// Undoes a merge into another case, within a day of it: the case stands alone again.
  record Separate() implements CaseStep {}

  /// Puts other cases into one family with this one, without merging them: each keeps its sender,
  /// its clocks and its answers.
  record Link(List<StepRequest> others) implements CaseStep {

    public Link {
      others = List.copyOf(others);
    }
  }

  /// Takes the case out of its family.
  record Unlink() implements CaseStep {}

  /// An exercise is real after all: somebody in need used the code. Its alerts begin anew.
  record TakeAsReal() implements CaseStep {}

  record Close(@Nullable String outcome) implements CaseStep {}

  /// Restores the status before the close.
  record Reopen() implements CaseStep {}
}
