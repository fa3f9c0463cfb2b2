package tw.shouwang.api.cases.envelope;

/// Fixes the key of a case without telling it: a hash of the key, kept beside the binding.
///
/// AES-GCM commits to no key, so one ciphertext can open under two. Whoever unwraps a key compares
/// it with this before using it, and both sides of a case then read the same (Dodis, Grubbs,
/// Ristenpart, Woodage 2018, "Fast Message Franking").
public record Commitment(byte[] bytes) {

  public static final int BYTES = 32;

  public Commitment {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a commitment has 32 bytes");
    }
  }
}
