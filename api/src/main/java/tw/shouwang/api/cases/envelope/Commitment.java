package tw.shouwang.api.cases.envelope;

/// Commits to the case's key without revealing it: a hash of the key, stored beside the binding.
///
/// AES-GCM does not commit to its key, so one ciphertext can open under two keys. Every unwrapped
/// key is compared with this hash before use, so both sides of a case read the same text (Dodis,
/// Grubbs, Ristenpart, Woodage 2018, "Fast Message Franking").
public record Commitment(byte[] bytes) {

  public static final int BYTES = 32;

  public Commitment {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a commitment has 32 bytes");
    }
  }
}
