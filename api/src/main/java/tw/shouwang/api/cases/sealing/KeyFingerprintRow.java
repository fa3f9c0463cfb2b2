package tw.shouwang.api.cases.sealing;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;

/// What the nodes know of a key that they share.
///
/// @param name of its file
@MappedEntity(value = "key_fingerprint", schema = "cases")
record KeyFingerprintRow(@Id String name, byte[] fingerprint, LocalDate notedOn) {}
