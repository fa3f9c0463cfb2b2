package tw.shouwang.api.cases.sealing;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The fingerprints of the keys that the nodes share.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface KeyFingerprintRepository extends GenericRepository<KeyFingerprintRow, String> {

  List<KeyFingerprintRow> findAll();

  Optional<KeyFingerprintRow> findByName(String name);

  /// Notes a key that is used for the first time; one that is noted stays as it is.
  @Query(
      """
      insert into cases.key_fingerprint (name, fingerprint, noted_on)
      values (:name, :fingerprint, :notedOn)
      on conflict (name) do nothing
      """)
  void note(String name, byte[] fingerprint, LocalDate notedOn);

  @Query(
      """
      delete from cases.key_fingerprint
      where name = :name
      """)
  void forget(String name);
}
