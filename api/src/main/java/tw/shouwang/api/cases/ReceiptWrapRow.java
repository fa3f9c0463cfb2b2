package tw.shouwang.api.cases;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/// The case's key for its sender.
@MappedEntity(value = "receipt_wrap", schema = "cases")
record ReceiptWrapRow(@Id UUID caseId, int storageWeek, byte[] wrap) {}
