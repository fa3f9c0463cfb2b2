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

  /// The length of the inner wrap in bytes.
  public static final int INNER_BYTES = 60;

  public byte[] wrap(DataKey key, Binding binding, Receipt receipt, byte[] storageKey) {
    return store(inner(key, binding, receipt), binding, storageKey);
  }

  /// The wrap that a client makes for itself and opens again.
  public byte[] inner(DataKey key, Binding binding, Receipt receipt) {
    return aes.seal(
        receipt.derive(INNER, DataKey.BYTES), binding.only(INNER, key.commitment()), key.bytes());
  }

  /// Seals an inner wrap, whoever made it, for storage.
  public byte[] store(byte[] inner, Binding binding, byte[] storageKey) {
    return aes.seal(storageKey, binding.only(OUTER), inner);
  }

  /// The inner wrap of a stored one, for the client that opens it itself.
  public byte[] stored(byte[] wrap, Binding binding, byte[] storageKey) throws TamperedException {
    return aes.open(storageKey, binding.only(OUTER), wrap);
  }

  public DataKey unwrap(
      byte[] wrap, Binding binding, Commitment commitment, Receipt receipt, byte[] storageKey)
      throws TamperedException {
    return opened(stored(wrap, binding, storageKey), binding, commitment, receipt);
  }

  /// The case's key in an inner wrap.
  public DataKey opened(byte[] inner, Binding binding, Commitment commitment, Receipt receipt)
      throws TamperedException {
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
