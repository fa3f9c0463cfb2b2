package tw.shouwang.api.cases.sealing;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tw.shouwang.api.cases.envelope.CentrePrivateKey;
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
  private final CentreKeysetRepository published;
  private final CentreKeyFiles files;

  StaffKeys(CentreWrapRepository wraps, CentreKeysetRepository published, CentreKeyFiles files) {
    this.wraps = wraps;
    this.published = published;
    this.files = files;
  }

  /// Whether the private half is here that a wrap names.
  public boolean holds(CentreWrapRow wrap) {
    return files.privateKey(wrap.centre(), wrap.generation()).isPresent();
  }

  /// The last day of each published generation. The table is not trusted with it, so only alarms
  /// may depend on it.
  public Map<CentreWrap.Recipient, LocalDate> lastDays() {
    Map<CentreWrap.Recipient, LocalDate> days = new HashMap<>();
    published.findAll().stream()
        .map(CentreKeysetRow::key)
        .forEach(key -> days.put(key.recipient(), key.validUntil()));
    return days;
  }

  /// @return empty once an erasure has deleted the wrap
  /// @throws TamperedException if the wrap does not open, or contains another key than the one that
  ///   the case is bound to
  public Optional<DataKey> open(CaseRow row) throws TamperedException {
    Optional<CentreWrapRow> found = wraps.findByCaseId(row.id());
    return found.isEmpty() ? Optional.empty() : Optional.of(open(row, found.get()));
  }

  /// The same with a wrap that was read before.
  public DataKey open(CaseRow row, CentreWrapRow wrap) throws TamperedException {
    CentrePrivateKey privateKey =
        files
            .opener(wrap.centre(), wrap.generation())
            .orElseThrow(() ->
                new IllegalStateException(
                    "the private generation %d of centre %s is missing"
                        .formatted(wrap.generation(), wrap.centre())));
    return CentreWrap.unwrap(
        wrap.wrap(),
        Envelopes.bindingOf(row),
        Envelopes.commitmentOf(row),
        new CentreWrap.Recipient(wrap.centre(), wrap.generation()),
        privateKey);
  }
}
