package tw.shouwang.api.guidance;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;

/// Counts of views by month.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ViewCountRepository extends GenericRepository<ViewCountRow, LocalDate> {

  @Query(
      """
      insert into directory.view_count as counted (month, view, views)
      values (:month, :view, :views)
      on conflict (month, view) do update
      set views = counted.views + excluded.views
      """)
  void add(LocalDate month, String view, long views);
}
