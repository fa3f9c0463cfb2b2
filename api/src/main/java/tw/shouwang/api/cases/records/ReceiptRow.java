package tw.shouwang.api.cases.records;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A receipt's hash: the present one of its case, or a retired one that opens nothing.
///
/// @param hand the value that authorizes it to change its case
@MappedEntity(value = "receipt_hash", schema = "cases")
public record ReceiptRow(
    @Id byte[] hash, byte[] hand, UUID caseId, @Nullable LocalDate retiredUntil) {

  public boolean isRetired() {
    return retiredUntil != null;
  }
}
