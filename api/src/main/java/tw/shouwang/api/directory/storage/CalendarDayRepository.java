package tw.shouwang.api.directory.storage;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.List;

/// The loaded working-day tables.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CalendarDayRepository extends GenericRepository<CalendarDayRow, LocalDate> {

  List<CalendarDayRow> findAll();

  void saveAll(Iterable<CalendarDayRow> rows);

  void deleteByDayBetween(LocalDate first, LocalDate last);
}
