package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Confidence;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.HolidayRule;
import tw.shouwang.api.directory.entries.HoursFrom;

/// One contact of an entry.
@MappedEntity(value = "contact", schema = "directory")
record ContactRow(
    @Id UUID id,
    UUID resourceId,
    int position,
    ContactKind kind,
    @TypeDef(type = DataType.JSON) @Nullable Map<String, String> label,
    @Nullable String dial,
    @Nullable String telUri,
    @Nullable String e164,
    @Nullable String url,
    @TypeDef(type = DataType.JSON) @Nullable Map<String, String> note,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> coverage,
    boolean languagesGiven,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> languages,
    @Nullable Boolean freeOfCharge,
    HoursFrom hoursFrom,
    @Nullable Boolean alwaysOpen,
    @Nullable HolidayRule holidayRule,
    @TypeDef(type = DataType.JSON) @Nullable Map<String, String> hoursNote,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> hoursSources,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> sources,
    @Nullable Confidence confidence,
    @Nullable LocalDate asOf) {}
