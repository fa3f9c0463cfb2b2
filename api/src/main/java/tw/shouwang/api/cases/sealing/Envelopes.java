package tw.shouwang.api.cases.sealing;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.envelope.Binding;
import tw.shouwang.api.cases.envelope.Commitment;
import tw.shouwang.api.cases.envelope.Content;
import tw.shouwang.api.cases.envelope.Credential;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.Direction;
import tw.shouwang.api.cases.envelope.Fingerprint;
import tw.shouwang.api.cases.envelope.Padding;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.ReceiptHash;
import tw.shouwang.api.cases.envelope.ReceiptWrap;
import tw.shouwang.api.cases.envelope.Sealing;
import tw.shouwang.api.cases.envelope.SeenMark;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.EntryRow;
import tw.shouwang.api.cases.records.ReceiptWrapRow;
import tw.shouwang.api.cases.records.Urgency;

/// Seals single entries, and opens conversations with the receipt.
@Singleton
public class Envelopes {

  private final Sealing sealing;
  private final BeanProvider<ReceiptHash> hash;
  private final ReceiptWrap receiptWrap;
  private final StorageKeys storageKeys;

  Envelopes(
      Sealing sealing,
      BeanProvider<ReceiptHash> hash,
      ReceiptWrap receiptWrap,
      StorageKeys storageKeys) {
    this.sealing = sealing;
    this.hash = hash;
    this.receiptWrap = receiptWrap;
    this.storageKeys = storageKeys;
  }

  /// The key by which a receipt's case is found.
  public byte[] hash(Credential credential) {
    return hash.get().of(credential);
  }

  /// The stored value that authorizes the holder of this credential to change its case; empty if it
  /// is for reading only.
  public Optional<byte[]> hand(Credential credential) {
    return credential.handCheck().map(hash.get()::hand);
  }

  /// The stored value of a submission's fingerprint.
  public byte[] kept(Fingerprint fingerprint, Receipt receipt) {
    return kept(fingerprint.under(receipt));
  }

  /// The same of a fingerprint that a client made under its receipt.
  public byte[] kept(byte[] fingerprint) {
    return hash.get().fingerprint(fingerprint);
  }

  /// The case's key, for its sender.
  public DataKey open(CaseRow row, ReceiptWrapRow wrap, Receipt receipt) throws TamperedException {
    return receiptWrap.unwrap(
        wrap.wrap(), bindingOf(row), commitmentOf(row), receipt, storageKey(wrap));
  }

  /// The inner wrap, for a client that opens it itself.
  public byte[] inner(CaseRow row, ReceiptWrapRow wrap) throws TamperedException {
    return receiptWrap.stored(wrap.wrap(), bindingOf(row), storageKey(wrap));
  }

  private byte[] storageKey(ReceiptWrapRow wrap) {
    return storageKeys
        .key(wrap.storageWeek())
        .orElseThrow(() ->
            new IllegalStateException(
                "the storage key of week " + wrap.storageWeek() + " is missing"));
  }

  /// The case's key, wrapped for another receipt.
  public ReceiptWrapRow rewrap(CaseRow row, DataKey key, Receipt receipt) throws TamperedException {
    Binding binding = bindingOf(row);
    return stored(row.id(), binding, receiptWrap.inner(key, binding, receipt));
  }

  /// An inner wrap, whoever made it, sealed for storage.
  public ReceiptWrapRow stored(UUID caseId, Binding binding, byte[] inner) {
    StorageKeys.Week week = storageKeys.current();
    return new ReceiptWrapRow(caseId, week.number(), receiptWrap.store(inner, binding, week.key()));
  }

  /// A text to seal, with what its author had read.
  ///
  /// @param messageId empty for a form
  /// @param fields `words` among them
  /// @param urgency what a sender says of a message; it is stored in clear, and a copy is sealed
  ///   with the message
  public record Draft(
      Direction direction,
      String messageId,
      Map<String, String> fields,
      SeenMark seen,
      @Nullable Urgency urgency) {

    public Draft(Direction direction, String messageId, Map<String, String> fields, SeenMark seen) {
      this(direction, messageId, fields, seen, null);
    }

    public Draft {
      fields = Map.copyOf(fields);
    }

    @Override
    public String toString() {
      return "Draft[redacted]";
    }
  }

  /// @param position in the conversation; 0 is the form
  public EntryRow entry(
      UUID caseId, DataKey key, Binding binding, Draft draft, int position, Instant now) {
    UUID entry = UUID.randomUUID();
    Direction direction = draft.direction();
    Map<String, String> content = new HashMap<>(draft.fields());
    Urgency said = draft.urgency();
    if (said != null) {
      content.put("urgency", said.name());
    }
    content.put("n", Integer.toString(draft.seen().count()));
    content.put("seen", draft.seen().mark());
    byte[] sealed =
        sealing.seal(
            key,
            binding,
            entry,
            direction,
            new Content(content).toBytes(),
            position == 0 ? Padding.FORM : Padding.MESSAGE);
    return new EntryRow(
        entry,
        caseId,
        direction,
        position,
        key.messageTag(direction, draft.messageId()),
        key.messageFingerprint(draft.messageId(), draft.fields().getOrDefault("words", "")),
        sealed,
        now,
        true,
        said);
  }

  /// The content of an entry; empty if it cannot be opened or is not valid. Anybody may have
  /// written its bytes, so a decoding failure is a normal result and no fault.
  public Optional<Content> read(CaseRow row, DataKey key, EntryRow entry) {
    try {
      return Optional.of(
          Content.of(
              sealing.open(key, bindingOf(row), entry.id(), entry.direction(), entry.sealed())));
    } catch (TamperedException | RuntimeException e) {
      return Optional.empty();
    }
  }

  public static Binding bindingOf(CaseRow row) throws TamperedException {
    if (row.binding().length != Binding.BYTES) {
      throw new TamperedException();
    }
    return new Binding(row.binding());
  }

  public static Commitment commitmentOf(CaseRow row) throws TamperedException {
    if (row.keyCommitment().length != Commitment.BYTES) {
      throw new TamperedException();
    }
    return new Commitment(row.keyCommitment());
  }
}
