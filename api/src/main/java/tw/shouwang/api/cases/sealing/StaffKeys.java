package tw.shouwang.api.cases.sealing;

import jakarta.inject.Singleton;
import java.util.Optional;
import tw.shouwang.api.cases.envelope.CentreWrap;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CentreWrapRepository;
import tw.shouwang.api.cases.records.CentreWrapRow;

/// Opens a centre's cases with its private keys. Staff role only.
@Singleton
public class StaffKeys {

  private final CentreWrapRepository wraps;
  private final CentreKeyFiles files;

  StaffKeys(CentreWrapRepository wraps, CentreKeyFiles files) {
    this.wraps = wraps;
    this.files = files;
  }

  /// Whether the private half is here that a case's wrap names; also where it has no wrap.
  public boolean holds(CaseRow row) {
    return wraps
        .findByCaseId(row.id())
        .map(wrap -> files.privateKey(wrap.centre(), wrap.generation()).isPresent())
        .orElse(true);
  }

  /// @return nothing once an erasure has deleted the wrap
  /// @throws TamperedException if the wrap does not open, or contains another key than the one that
  ///   the case is bound to
  public Optional<DataKey> open(CaseRow row) throws TamperedException {
    Optional<CentreWrapRow> found = wraps.findByCaseId(row.id());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    CentreWrapRow wrap = found.get();
    byte[] privateKey =
        files
            .privateKey(wrap.centre(), wrap.generation())
            .orElseThrow(() ->
                new IllegalStateException(
                    "the private generation %d of centre %s is missing"
                        .formatted(wrap.generation(), wrap.centre())));
    return Optional.of(
        CentreWrap.unwrap(
            wrap.wrap(),
            Envelopes.bindingOf(row),
            Envelopes.commitmentOf(row),
            new CentreWrap.Recipient(wrap.centre(), wrap.generation()),
            privateKey));
  }
}
