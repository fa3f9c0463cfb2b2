package tw.shouwang.api.intake.handover;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/// The numbers of neighbours' reports, each used once, on any node.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface NeighbourReportRepository extends GenericRepository<NeighbourReportRow, String> {

  /// @return 0 if the number was used before
  @Query(
      """
      insert into intake.neighbour_report (receiver, number, body_hash, received_on)
      values (:receiver, :number, :bodyHash, :receivedOn)
      on conflict do nothing
      """)
  long use(String receiver, String number, byte[] bodyHash, Instant receivedOn);

  @Query(
      """
      select *
      from intake.neighbour_report
      where receiver = :receiver
        and number = :number
      """)
  Optional<NeighbourReportRow> find(String receiver, String number);

  @Query(
      """
      delete from intake.neighbour_report
      where received_on < :before
      """)
  long removeOlder(Instant before);
}
