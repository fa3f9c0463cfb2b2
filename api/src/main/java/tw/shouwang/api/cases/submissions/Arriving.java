package tw.shouwang.api.cases.submissions;

import tw.shouwang.api.cases.admission.Origin;
import tw.shouwang.api.cases.admission.WorkShown;
import tw.shouwang.api.cases.envelope.Credential;
import tw.shouwang.api.cases.records.Urgency;

/// What is to become a case: a form that the service seals, or one that a client has sealed. Both
/// take one way into storage.
public sealed interface Arriving permits Submission, SealedSubmission {

  Credential credential();

  ClearFields clear();

  default Urgency urgency() {
    return clear().urgency();
  }

  /// Where it comes from, for [tw.shouwang.api.cases.admission.Surge].
  Origin origin();

  /// Whether it is an exercise and not real.
  boolean exercise();

  /// @param hash the credential's
  WorkShown work(byte[] hash);
}
