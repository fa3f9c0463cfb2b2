package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Confidence;
import tw.shouwang.api.directory.entries.HolidayRule;
import tw.shouwang.api.directory.entries.Network;
import tw.shouwang.api.directory.entries.Precision;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.entries.ResourceStatus;
import tw.shouwang.api.directory.entries.Scope;

/// An entry without its contacts, periods and coverage.
@MappedEntity(value = "resource", schema = "directory")
public record ResourceRow(
    @Id UUID id,
    String key,
    ResourceKind kind,
    ResourceStatus status,
    Scope scope,
    @Nullable Network network,
    @TypeDef(type = DataType.JSON) Map<String, String> name,
    @TypeDef(type = DataType.JSON) @Nullable Map<String, String> purpose,
    @TypeDef(type = DataType.JSON) Map<String, String> agency,
    @Nullable String agencyCode,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> aliases,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> formerNumbers,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> topics,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> languages,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> interpreterLanguages,
    boolean nationwide,
    @Nullable Boolean freeOfCharge,
    boolean localCode,
    boolean guarded,
    @Nullable String contactVia,
    @Nullable String supersededBy,
    boolean hoursGiven,
    @Nullable Boolean alwaysOpen,
    HolidayRule holidayRule,
    @TypeDef(type = DataType.JSON) @Nullable Map<String, String> hoursNote,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> hoursSources,
    @Nullable Double latitude,
    @Nullable Double longitude,
    @TypeDef(type = DataType.JSON) @Nullable Map<String, String> address,
    @Nullable Precision locationPrecision,
    @Nullable String locationArea,
    boolean closureGiven,
    @Nullable Instant closedFrom,
    @Nullable Instant closedUntil,
    @TypeDef(type = DataType.JSON) @Nullable Map<String, String> closedReason,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> sources,
    LocalDate asOf,
    @Nullable Instant verifiedAt,
    Confidence confidence,
    @Nullable String editorNote,
    long version,
    long revision,
    boolean edited) {}
