package tw.shouwang.api.intake.alerts;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.List;

/// Which devices a centre's staff have registered.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AlertDeviceRepository extends GenericRepository<AlertDevice, String> {

  /// The devices of a centre's staff, or of its supervisors alone.
  @Query(
      """
      select *
      from intake.alert_device
      where centre = :centre
        and (supervisor or not :supervisors)
        and kept_until >= :today
      order by worker, name
      """)
  List<AlertDevice> of(String centre, boolean supervisors, LocalDate today);

  /// One member's devices.
  @Query(
      """
      select *
      from intake.alert_device
      where worker = :worker
        and kept_until >= :today
      order by name
      """)
  List<AlertDevice> ofWorker(String worker, LocalDate today);

  @Query(
      """
      insert into intake.alert_device (worker, name, centre, supervisor, kept_until)
      values (:worker, :name, :centre, :supervisor, :keptUntil)
      on conflict (worker, name) do update
      set centre = excluded.centre,
          supervisor = excluded.supervisor,
          kept_until = excluded.kept_until
      """)
  void put(String worker, String name, String centre, boolean supervisor, LocalDate keptUntil);

  @Query(
      """
      delete from intake.alert_device
      where worker = :worker
        and name = :name
      """)
  long remove(String worker, String name);

  @Query(
      """
      delete from intake.alert_device
      where kept_until < :today
      """)
  void removeExpired(LocalDate today);
}
