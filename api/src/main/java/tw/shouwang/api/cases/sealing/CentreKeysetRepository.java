package tw.shouwang.api.cases.sealing;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/// The published public keys of the centres. A row is trusted only with its signature.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface CentreKeysetRepository extends GenericRepository<CentreKeysetRow, String> {

  CentreKeysetRow save(CentreKeysetRow row);

  List<CentreKeysetRow> findAll();

  @Query(
      """
      delete from cases.centre_keyset
      where centre = :centre
        and generation = :generation
      """)
  void remove(String centre, int generation);

  @Query(
      """
      select count(*)
      from cases.centre_wrap
      where centre = :centre
        and generation = :generation
      """)
  long wrapsNaming(String centre, int generation);
}
