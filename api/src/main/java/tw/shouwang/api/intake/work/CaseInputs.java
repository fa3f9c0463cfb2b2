package tw.shouwang.api.intake.work;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.ContactMeans;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.intake.answers.CallOutcome;
import tw.shouwang.api.intake.answers.CaseOutcome;
import tw.shouwang.api.intake.answers.NeighbourSystem;
import tw.shouwang.api.intake.answers.TransferReason;
import tw.shouwang.api.intake.answers.TriageCategory;
import tw.shouwang.foundation.MendedText;

/// The inputs of the steps on a case, as they are sent.
final class CaseInputs {

  private CaseInputs() {}

  /// The input of a step without parameters.
  record CaseVersion(String id, int expectedVersion) {}

  record Triage(
      String id,
      int expectedVersion,
      Urgency level,
      TriageCategory category,
      @Nullable String route) {}

  record Reply(String id, int expectedVersion, String messageId, String words) {

    Reply {
      words = MendedText.of(words);
    }

    @Override
    public String toString() {
      return "Reply[redacted]";
    }
  }

  record Refer(
      String id, int expectedVersion, List<String> resources, @Nullable NeighbourSystem neighbour) {

    Refer {
      resources = List.copyOf(resources);
    }
  }

  record Transfer(String id, int expectedVersion, String centre, TransferReason reason) {}

  record Assign(String id, int expectedVersion, String worker) {}

  record MoveClaims(String from, @Nullable String to, boolean leaving) {}

  record RecordCall(
      String id,
      int expectedVersion,
      @Nullable ContactMeans means,
      @Nullable CallOutcome outcome,
      @Nullable Instant nextAt) {}

  record Merge(String id, int expectedVersion, List<CaseVersion> duplicates) {

    Merge {
      duplicates = List.copyOf(duplicates);
    }
  }

  record Link(String id, int expectedVersion, List<CaseVersion> others) {

    Link {
      others = List.copyOf(others);
    }
  }

  record CloseMany(List<CaseVersion> cases, CaseOutcome outcome) {

    CloseMany {
      cases = List.copyOf(cases);
    }
  }

  record Close(String id, int expectedVersion, CaseOutcome outcome) {}
}
