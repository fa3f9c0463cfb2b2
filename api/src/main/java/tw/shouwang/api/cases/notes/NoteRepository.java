package tw.shouwang.api.cases.notes;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.desk.DeskCase;

/// The sealed notes of cases. They are never changed, and are deleted with their key.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface NoteRepository extends GenericRepository<NoteRow, UUID> {

  NoteRow save(NoteRow row);

  Optional<NoteRow> findByCaseIdAndNoteTag(UUID caseId, byte[] noteTag);

  int countByCaseId(UUID caseId);

  /// The last notes of a case and of those merged into it, before one of them; the newest first.
  ///
  /// @param before a note's id, or empty for the last ones; one that is not of these cases has
  ///   nothing before it
  @Query(
      """
      select *
      from intake.note
      where case_id in (
          select id
          from cases.case_file
          where (id = :caseId or merged_into = :caseId)
            and centre = :centre)
        and (:before = ''
          or (written_at, id) < (
            select written_at, id
            from intake.note as earlier
            where earlier.id::text = :before))
      order by written_at desc, id desc
      limit :atMost
      """)
  List<NoteRow> before(UUID caseId, String centre, String before, int atMost);

  /// Locks an unerased case of a centre, so that no erasure comes between a look and a write.
  @Query(
      """
      select id
      from cases.case_file
      where id = :id
        and centre = :centre
        and erased_on is null
      for update
      """)
  Optional<UUID> hold(UUID id, String centre);

  /// The cases of a centre with a note for the next shift, by their newest such note.
  @Query(
      """
      select case_file.*
      from (
        select case_id, max(written_at) as written_at
        from intake.note
        where for_next_shift
          and written_at >= :since
        group by case_id) as noted
      join cases.case_file on case_file.id = noted.case_id
      where case_file.centre = :centre
        and case_file.erased_on is null
      order by noted.written_at desc, case_file.id
      limit :atMost
      """)
  List<DeskCase> forNextShift(String centre, Instant since, int atMost);
}
