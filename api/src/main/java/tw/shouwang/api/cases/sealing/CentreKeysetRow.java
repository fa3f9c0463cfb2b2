package tw.shouwang.api.cases.sealing;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;
import tw.shouwang.api.cases.envelope.CentreKey;

/// A published generation of a centre's public key. The table's key is centre and generation. Rows
/// are only inserted, listed and deleted, so nothing relies on the mapping's single id.
@MappedEntity(value = "centre_keyset", schema = "cases")
record CentreKeysetRow(
    @Id String centre,
    int suite,
    int generation,
    LocalDate validFrom,
    LocalDate validUntil,
    byte[] publicKey,
    byte[] signature) {

  static CentreKeysetRow of(CentreKey key) {
    return new CentreKeysetRow(
        key.centre(),
        key.suite(),
        key.generation(),
        key.validFrom(),
        key.validUntil(),
        key.publicKey(),
        key.signature());
  }

  CentreKey key() {
    return new CentreKey(suite, centre, generation, validFrom, validUntil, publicKey, signature);
  }
}
