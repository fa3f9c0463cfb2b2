package tw.shouwang.api.cases.records;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Topic;

/// The sender's view of a case's row: its clear columns except those that only staff write. Erased
/// cases are never read as such a row.
///
/// @param throughServiceOn the day on which the service first had the case's receipt, and with it
///   the words; null while the sender's client has sealed everything
@MappedEntity(value = "case_file", schema = "cases")
public record CaseRow(
    @Id UUID id,
    byte[] fingerprint,
    byte[] binding,
    byte[] keyCommitment,
    Form form,
    Topic topic,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> otherTopics,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> indicators,
    @Nullable Boolean childInvolved,
    Urgency urgency,
    String area,
    SenderGroup senderGroup,
    String centre,
    CaseStatus status,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> referredResources,
    @Nullable Integer duplicateTag,
    boolean surge,
    Instant receivedAt,
    Instant dueAt,
    @Nullable LocalDate closeOn,
    LocalDate eraseOn,
    @Nullable String reference,
    @Nullable LocalDate throughServiceOn,
    boolean exercise) {

  @Override
  public String toString() {
    return "CaseRow[redacted]";
  }
}
