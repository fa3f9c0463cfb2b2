package tw.shouwang.api.cases.submissions;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.admission.Origin;
import tw.shouwang.api.cases.admission.WorkShown;
import tw.shouwang.api.cases.admission.WorkSolution;
import tw.shouwang.api.cases.envelope.Fingerprint;
import tw.shouwang.api.cases.envelope.Receipt;

/// A checked form that will become a case: its clear and its sealed parts.
///
/// @param sealed the form's sealed fields by their names in the envelope; `words` among them
/// @param fingerprint over the whole content of the form, to distinguish a retry from another
///   report
/// @param exercise whether it came with a code of staff's for an exercise
/// @param origin where it comes from, for [tw.shouwang.api.cases.admission.Surge]
public record Submission(
    Receipt receipt,
    ClearFields clear,
    Map<String, String> sealed,
    Fingerprint fingerprint,
    boolean exercise,
    Origin origin,
    @Nullable WorkSolution proof)
    implements Arriving {

  public Submission {
    sealed = Map.copyOf(sealed);
  }

  @Override
  public Receipt credential() {
    return receipt;
  }

  @Override
  public WorkShown work(byte[] hash) {
    return WorkShown.plain(proof, hash, origin.caller());
  }

  @Override
  public String toString() {
    return "Submission[redacted]";
  }
}
