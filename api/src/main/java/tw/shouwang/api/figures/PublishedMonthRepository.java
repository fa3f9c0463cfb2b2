package tw.shouwang.api.figures;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/// Reads the published figures.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PublishedMonthRepository extends GenericRepository<PublishedMonth, String> {

  @Query(
      """
      select *
      from directory.published_figures
      order by month desc, centre
      limit :atMost
      """)
  List<PublishedMonth> published(int atMost);
}
