package tw.shouwang.api.cases.envelope;

import java.util.UUID;

/// AES-256-GCM over the padded content, bound to case, entry and direction.
public final class PaddedSealing implements Sealing {

  private final AesGcm aes;

  public PaddedSealing(AesGcm aes) {
    this.aes = aes;
  }

  @Override
  public byte[] seal(
      DataKey key, Binding binding, UUID entry, Direction direction, byte[] content, int least) {
    return aes.seal(key.bytes(), binding.entry(entry, direction), Padding.pad(content, least));
  }

  @Override
  public byte[] open(DataKey key, Binding binding, UUID entry, Direction direction, byte[] sealed)
      throws TamperedException {
    return Padding.unpad(aes.open(key.bytes(), binding.entry(entry, direction), sealed));
  }
}
