package tw.shouwang.api.intake.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The trails. No statement here changes or removes a line, and the database role has no right to.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AuditRepository extends GenericRepository<AuditEntry, String> {

  List<AuditEntry> saveAll(List<AuditEntry> entries);

  /// Locks the end of a centre's trail until the transaction ends, so that lines follow one
  /// another.
  @Query(
      """
      select centre, number, hash
      from intake.audit_head
      where centre = :centre
      for update
      """)
  Optional<AuditHead> hold(String centre);

  @Query(
      """
      select centre, number, hash
      from intake.audit_head
      order by centre
      """)
  List<AuditHead> heads();

  @Query(
      """
      insert into intake.audit_head (centre, number, hash)
      values (:centre, 0, :hash)
      on conflict do nothing
      """)
  void begin(String centre, byte[] hash);

  @Query(
      """
      update intake.audit_head
      set number = :number,
          hash = :hash
      where centre = :centre
      """)
  void advance(String centre, long number, byte[] hash);

  /// Lines after a number, oldest first.
  @Query(
      """
      select *
      from intake.audit_entry
      where centre = :centre
        and number > :after
      order by number
      limit :atMost
      """)
  List<AuditEntry> after(String centre, long after, int atMost);

  /// Lines before a number, newest first.
  @Query(
      """
      select *
      from intake.audit_entry
      where centre = :centre
        and number < :before
      order by number desc
      limit :atMost
      """)
  List<AuditEntry> before(String centre, long before, int atMost);

  @Query(
      """
      select distinct centre
      from intake.audit_entry
      order by centre
      """)
  List<String> centres();

  @Query(
      """
      insert into intake.audit_signature (centre, signed_on, number, hash, signature)
      values (:centre, :signedOn, :number, :hash, :signature)
      on conflict do nothing
      """)
  void keep(String centre, LocalDate signedOn, long number, byte[] hash, byte[] signature);

  @Query(
      """
      select *
      from intake.audit_signature
      order by centre, signed_on
      """)
  List<SignedHead> signatures();
}
