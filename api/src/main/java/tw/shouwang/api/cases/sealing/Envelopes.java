package tw.shouwang.api.cases.sealing;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.envelope.Binding;
import tw.shouwang.api.cases.envelope.Content;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.Direction;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.ReceiptHash;
import tw.shouwang.api.cases.envelope.ReceiptWrap;
import tw.shouwang.api.cases.envelope.Sealing;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.EntryRow;
import tw.shouwang.api.cases.records.ReceiptWrapRow;

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

  public byte[] hash(Receipt receipt) {
    return hash.get().of(receipt);
  }

  /// The case's key, opened with the receipt.
  public DataKey open(CaseRow row, ReceiptWrapRow wrap, Receipt receipt) throws TamperedException {
    Optional<byte[]> storageKey = storageKeys.key(wrap.storageWeek());
    return receiptWrap.unwrap(
        wrap.wrap(),
        bindingOf(row),
        receipt,
        storageKey.orElseThrow(() ->
            new IllegalStateException(
                "the storage key of week " + wrap.storageWeek() + " is missing")));
  }

  /// The case's key, wrapped for another receipt.
  public ReceiptWrapRow rewrap(CaseRow row, DataKey key, Receipt receipt) throws TamperedException {
    StorageKeys.Week week = storageKeys.current();
    return new ReceiptWrapRow(
        row.id(), week.number(), receiptWrap.wrap(key, bindingOf(row), receipt, week.key()));
  }

  public EntryRow entry(
      UUID caseId,
      DataKey key,
      Binding binding,
      Direction direction,
      byte[] messageTag,
      int position,
      Map<String, String> fields,
      Instant now) {
    UUID entry = UUID.randomUUID();
    Map<String, String> content = new HashMap<>(fields);
    content.put("n", Integer.toString(position));
    byte[] sealed = sealing.seal(key, binding, entry, direction, new Content(content).toBytes());
    return new EntryRow(entry, caseId, direction, position, messageTag, sealed, now, true);
  }

  public Content read(CaseRow row, DataKey key, EntryRow entry) throws TamperedException {
    return Content.of(
        sealing.open(key, bindingOf(row), entry.id(), entry.direction(), entry.sealed()));
  }

  public static Binding bindingOf(CaseRow row) throws TamperedException {
    if (row.binding().length != Binding.BYTES) {
      throw new TamperedException();
    }
    return new Binding(row.binding());
  }
}
