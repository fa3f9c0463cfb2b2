package tw.shouwang.api.cases.sealing;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.records.SealedState;

/// The keys of notes, wrapped for the centres. Staff role only; an erasure deletes them by a
/// trigger.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface NoteKeyRepository extends GenericRepository<NoteKeyRow, UUID> {

  NoteKeyRow save(NoteKeyRow row);

  Optional<NoteKeyRow> findByCaseId(UUID caseId);

  @Query(
      """
      select *
      from intake.note_key
      where centre = :centre
        and generation <> :generation
        and case_id > :after
      order by case_id
      limit :atMost
      """)
  List<NoteKeyRow> notOfGeneration(String centre, int generation, UUID after, int atMost);

  @Query(
      """
      update intake.note_key
      set centre = :centre,
          generation = :generation,
          wrap = :wrap,
          sealed_state = :state
      where case_id = :caseId
      """)
  void replace(UUID caseId, String centre, int generation, byte[] wrap, SealedState state);

  /// Keys at which nobody has looked since they were wrapped.
  @Query(
      """
      select *
      from intake.note_key
      where sealed_state = 'UNSEEN'
        and case_id > :after
      order by case_id
      limit :atMost
      """)
  List<NoteKeyRow> unseen(UUID after, int atMost);

  /// @return 0 if it was wrapped anew or looked at meanwhile
  @Query(
      """
      update intake.note_key
      set sealed_state = :state
      where case_id = :caseId
        and wrap = :wrap
        and sealed_state = 'UNSEEN'
      """)
  long setState(UUID caseId, byte[] wrap, SealedState state);

  /// How many keys of notes need a generation: those that open, or at which nobody has looked.
  @Query(
      """
      select count(*)
      from intake.note_key
      where centre = :centre
        and generation = :generation
        and sealed_state <> 'WRAP_UNREADABLE'
      """)
  long naming(String centre, int generation);

  /// How many keys of notes name this generation and do not open.
  @Query(
      """
      select count(*)
      from intake.note_key
      where centre = :centre
        and generation = :generation
        and sealed_state = 'WRAP_UNREADABLE'
      """)
  long unreadableNaming(String centre, int generation);

  @Query(
      """
      delete from intake.note_key
      where centre = :centre
        and generation = :generation
        and sealed_state = 'WRAP_UNREADABLE'
      """)
  void removeUnreadable(String centre, int generation);
}
