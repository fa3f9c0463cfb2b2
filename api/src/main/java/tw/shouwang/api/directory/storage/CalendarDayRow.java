package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

@MappedEntity(value = "calendar_day", schema = "directory")
record CalendarDayRow(@Id LocalDate day, boolean off, @Nullable String name, String edition) {}
