package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One opening of an entry, or of one of its contacts.
@MappedEntity(value = "opening_period", schema = "directory")
record PeriodRow(
    @Id UUID id,
    UUID resourceId,
    @Nullable UUID contactId,
    int position,
    boolean onHolidays,
    int weekday,
    int opens,
    int closes,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validUntil) {}
