package tw.shouwang.api.cases.envelope;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.UUID;
import tw.shouwang.foundation.Hashes;

/// The random key of the notes that colleagues write about one case. It is not the case's key,
/// because the sender's receipt leads to that one. It is in memory for one operation only;
/// `toString` hides it.
public final class NoteKey {

  private static final String WRAP = "note-wrap";

  private final byte[] key;

  private NoteKey(byte[] key) {
    this.key = key;
  }

  public static NoteKey random(SecureRandom random) {
    byte[] key = new byte[DataKey.BYTES];
    random.nextBytes(key);
    return new NoteKey(key);
  }

  public Commitment commitment() {
    return new Commitment(Derivation.derive(key, "note-commit", Commitment.BYTES));
  }

  /// Wraps the key for the case's centre, as [CentreWrap] wraps the case's key, under a label of
  /// its own.
  public byte[] wrap(Binding binding, CentreWrap.Recipient recipient, byte[] centrePublicKey) {
    return CentreWrap.seal(key, info(binding, commitment(), recipient), centrePublicKey);
  }

  /// @throws TamperedException if the wrap does not open for this recipient, or contains another
  ///   key than the one that the notes are bound to
  public static NoteKey unwrap(
      byte[] wrap,
      Binding binding,
      Commitment commitment,
      CentreWrap.Recipient recipient,
      CentrePrivateKey privateKey)
      throws TamperedException {
    byte[] key = privateKey.open(wrap, info(binding, commitment, recipient));
    if (key.length != DataKey.BYTES) {
      throw new TamperedException();
    }
    NoteKey unwrapped = new NoteKey(key);
    if (!MessageDigest.isEqual(unwrapped.commitment().bytes(), commitment.bytes())) {
      throw new TamperedException();
    }
    return unwrapped;
  }

  static byte[] info(Binding binding, Commitment commitment, CentreWrap.Recipient recipient) {
    return CentreWrap.info(WRAP, binding, commitment, recipient);
  }

  /// The tag that represents a client's note id in the database; meaningless without the key.
  public byte[] noteTag(String noteId) {
    return Hashes.hmac(
        Derivation.derive(key, "note-id", 32), noteId.getBytes(StandardCharsets.UTF_8));
  }

  /// A value by which a repeated note is compared with the first one without opening it.
  public byte[] noteFingerprint(String noteId, String words) {
    return Hashes.hmac(
        Derivation.derive(key, "note-fingerprint", 32),
        Fingerprint.of(noteId).text(words).canonical());
  }

  public byte[] seal(AesGcm aes, Binding binding, UUID note, Content content) {
    return aes.seal(key, binding.note(note), Padding.pad(content.toBytes(), Padding.MESSAGE));
  }

  /// @throws TamperedException if the bytes, the case or the note differ from those at sealing, or
  ///   hold anything but words
  public Content open(AesGcm aes, Binding binding, UUID note, byte[] sealed)
      throws TamperedException {
    Content content = Content.of(Padding.unpad(aes.open(key, binding.note(note), sealed)));
    if (content.fields().size() != 1 || content.get("words").isEmpty()) {
      throw new TamperedException();
    }
    return content;
  }

  byte[] bytes() {
    return key.clone();
  }

  @Override
  public String toString() {
    return "NoteKey[redacted]";
  }
}
