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

  /// The devices of a centre's staff, or of its supervisors only. A device under several names is
  /// returned once.
  @Query(
      """
      select distinct on (coalesce(tag, convert_to(worker || ' ' || name, 'UTF8'))) *
      from intake.alert_device
      where centre = :centre
        and (supervisor or not :supervisors)
        and kept_until >= :today
      order by coalesce(tag, convert_to(worker || ' ' || name, 'UTF8')), worker, name
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

  /// One member's devices at a centre, also those whose time is over.
  @Query(
      """
      select *
      from intake.alert_device
      where worker = :worker
        and centre = :centre
      """)
  List<AlertDevice> ofWorkerAt(String centre, String worker);

  @Query(
      """
      insert into intake.alert_device (worker, name, centre, supervisor, kept_until, tag)
      values (:worker, :name, :centre, :supervisor, :keptUntil, :tag)
      on conflict (worker, name) do update
      set centre = excluded.centre,
          supervisor = excluded.supervisor,
          kept_until = excluded.kept_until,
          tag = excluded.tag
      """)
  void put(
      String worker,
      String name,
      String centre,
      boolean supervisor,
      LocalDate keptUntil,
      byte[] tag);

  /// The same device, registered by other members.
  @Query(
      """
      select *
      from intake.alert_device
      where tag = :tag
        and worker <> :worker
      """)
  List<AlertDevice> ofOthers(byte[] tag, String worker);

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
