package tw.shouwang.api.directory.search;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;

/// Counts of searches by month.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SearchCountRepository extends GenericRepository<SearchCountRow, LocalDate> {

  @Query(
      """
      insert into directory.search_count as counted (month, searches, without_result)
      values (:month, :searches, :withoutResult)
      on conflict (month) do update
      set searches = counted.searches + excluded.searches,
          without_result = counted.without_result + excluded.without_result
      """)
  void add(LocalDate month, long searches, long withoutResult);
}
