package tw.shouwang.api.intake.alerts;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The second receiver of each centre.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SecondReceiverRepository extends GenericRepository<SecondReceiver, String> {

  Optional<SecondReceiver> findByCentre(String centre);

  /// @return 0 if the worker is no colleague of the centre
  @Query(
      """
      insert into intake.second_receiver (centre, worker, other_centre, named_by)
      select :centre, :worker, :otherCentre, :namedBy
      where cast(:worker as text) is null
        or exists (
          select
          from intake.colleague
          where colleague.centre = :centre
            and colleague.worker = :worker)
      on conflict (centre) do update
      set worker = excluded.worker,
          other_centre = excluded.other_centre,
          named_by = excluded.named_by
      """)
  long put(String centre, @Nullable String worker, @Nullable String otherCentre, String namedBy);

  @Query(
      """
      delete from intake.second_receiver
      where centre = :centre
      """)
  void remove(String centre);

  /// Deletes the centre's second receiver if it is this worker.
  @Query(
      """
      delete from intake.second_receiver
      where centre = :centre
        and worker = :worker
      """)
  void removeWorker(String centre, String worker);
}
