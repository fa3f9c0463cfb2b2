package tw.shouwang.api.cases.sites;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/// The codes of posters.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SiteCodeRepository extends GenericRepository<SiteCodeRow, String> {

  SiteCodeRow save(SiteCodeRow row);

  List<SiteCodeRow> findAll();

  Optional<SiteCodeRow> findById(String code);

  @Query(
      """
      select *
      from cases.site_code
      where centre = :centre
        and code > :after
      order by code
      limit :atMost
      """)
  List<SiteCodeRow> page(String centre, String after, int atMost);

  @Query(
      """
      update cases.site_code
      set revoked = true
      where code = :code
        and centre = :centre
      """)
  long revoke(String code, String centre);

  @Query(
      """
      update cases.site_code
      set revoked = true
      where code = :code
      """)
  long revoke(String code);
}
