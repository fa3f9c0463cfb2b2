package tw.shouwang.api.cases.envelope;

/// Wraps the case's key for its sender: under a key derived from the receipt, and again under the
/// public role's storage key of the week. A deleted wrap in an old backup cannot be opened once
/// that week's key is destroyed, even with the receipt.
public final class ReceiptWrap {

  private static final String INNER = "receipt-wrap";
  private static final String OUTER = "storage-wrap";

  private final AesGcm aes;

  public ReceiptWrap(AesGcm aes) {
    this.aes = aes;
  }

  public byte[] wrap(DataKey key, Binding binding, Receipt receipt, byte[] storageKey) {
    byte[] inner =
        aes.seal(
            receipt.derive(INNER, DataKey.BYTES),
            binding.only(INNER, key.commitment()),
            key.bytes());
    return aes.seal(storageKey, binding.only(OUTER), inner);
  }

  public DataKey unwrap(
      byte[] wrap, Binding binding, Commitment commitment, Receipt receipt, byte[] storageKey)
      throws TamperedException {
    byte[] inner = aes.open(storageKey, binding.only(OUTER), wrap);
    byte[] key =
        aes.open(receipt.derive(INNER, DataKey.BYTES), binding.only(INNER, commitment), inner);
    return DataKey.of(key, commitment);
  }

  /// Moves a wrap to another week's storage key, without the receipt.
  public byte[] reseal(byte[] wrap, Binding binding, byte[] oldStorageKey, byte[] newStorageKey)
      throws TamperedException {
    byte[] outer = binding.only(OUTER);
    return aes.seal(newStorageKey, outer, aes.open(oldStorageKey, outer, wrap));
  }
}
