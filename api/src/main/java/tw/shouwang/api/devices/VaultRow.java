package tw.shouwang.api.devices;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;

/// A device in the vault. Nothing in the row can be read without the token key.
@MappedEntity(value = "device", schema = "vault")
record VaultRow(@Id byte[] vaultKey, byte[] token, LocalDate keptUntil) {

  @Override
  public String toString() {
    return "VaultRow[redacted]";
  }
}
