package tw.shouwang.api.cases.hours;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/// When somebody is at a centre.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CentreHoursRepository extends GenericRepository<CentreHoursRow, String> {

  @Query(
      """
      select *
      from cases.centre_hours
      order by centre, weekday, opens
      """)
  List<CentreHoursRow> all();

  @Query(
      """
      select *
      from cases.centre_hours
      where centre = :centre
      order by weekday, opens
      """)
  List<CentreHoursRow> of(String centre);

  @Query(
      """
      delete from cases.centre_hours
      where centre = :centre
      """)
  void removeAll(String centre);

  @Query(
      """
      insert into cases.centre_hours (centre, weekday, opens, closes)
      values (:centre, :weekday, :opens, :closes)
      """)
  void add(String centre, int weekday, int opens, int closes);
}
