package tw.shouwang.api.cases.records;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/// The case's key for its sender.
@MappedEntity(value = "receipt_wrap", schema = "cases")
public record ReceiptWrapRow(@Id UUID caseId, int storageWeek, byte[] wrap) {}
