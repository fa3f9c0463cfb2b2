package tw.shouwang.api.cases.submissions;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.admission.Origin;
import tw.shouwang.api.cases.admission.WorkShown;
import tw.shouwang.api.cases.admission.WorkSolution;
import tw.shouwang.api.cases.envelope.Binding;
import tw.shouwang.api.cases.envelope.Commitment;
import tw.shouwang.api.cases.envelope.StrictBase64;
import tw.shouwang.api.cases.envelope.Tokens;

/// A form that a client has sealed for a centre and for itself. The service can read its clear list
/// and nothing else. Whether its bytes open is known only at the centre.
///
/// @param credential lookup and hand check of the receipt that only the client has
/// @param generation which key of the centre the client has used
/// @param fingerprint under the receipt
/// @param centreWrap 80 bytes
/// @param inner the client's own wrap, 60 bytes
public record SealedSubmission(
    Tokens credential,
    ClearFields clear,
    int generation,
    Binding binding,
    Commitment commitment,
    byte[] fingerprint,
    byte[] centreWrap,
    byte[] inner,
    ClientEntry entry,
    Origin origin,
    @Nullable WorkSolution proof)
    implements Arriving {

  /// An entry as a client sealed it.
  ///
  /// @param tag represents the client's message id; of a form the empty one
  /// @param fingerprint by which a retry is recognized
  /// @param bytes 1,052, 4,124, 16,412 or 32,796
  public record ClientEntry(UUID id, byte[] tag, byte[] fingerprint, byte[] bytes) {

    /// The proof of work, which is bound to this entry.
    public WorkShown work(Tokens of, byte[] hash, @Nullable WorkSolution solution) {
      return WorkShown.bound(solution, hash, StrictBase64.encoded(of.lookup()) + ":" + id);
    }

    @Override
    public String toString() {
      return "ClientEntry[redacted]";
    }
  }

  /// Never known here, because a code of an exercise would be sealed.
  @Override
  public boolean exercise() {
    return false;
  }

  @Override
  public WorkShown work(byte[] hash) {
    return entry.work(credential, hash, proof);
  }

  @Override
  public String toString() {
    return "SealedSubmission[redacted]";
  }
}
