package tw.shouwang.api.cases.desk;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.SealedState;

/// The entries that have arrived, and what the first look at them found.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface LookRepository extends GenericRepository<DeskCase, UUID> {

  /// What the first look needs of a case that it has locked.
  @Introspected
  record HeldCase(UUID id, String centre, SealedState sealedState, @Nullable UUID mergedInto) {

    /// The case into which it is merged, or itself.
    UUID main() {
      return mergedInto == null ? id : mergedInto;
    }
  }

  @Query(
      """
      select id, case_id
      from cases.entry
      where direction = 'FROM_SENDER'
        and not looked_at
        and id > :after
      order by id
      limit :atMost
      """)
  List<Arrival> arrived(UUID after, int atMost);

  /// Locks a case until the transaction ends; empty if somebody else holds its lock or it is
  /// erased.
  @Query(
      """
      select *
      from cases.case_file
      where id = :id
        and erased_on is null
      for update skip locked
      """)
  Optional<DeskCase> holdIfFree(UUID id);

  /// Locks until the transaction ends those of these cases that nobody else has locked and that are
  /// not erased.
  ///
  /// @param ids separated by commas
  @Query(
      """
      select id, centre, sealed_state, merged_into
      from cases.case_file
      where id = any(cast(string_to_array(:ids, ',') as uuid[]))
        and erased_on is null
      for update skip locked
      """)
  List<HeldCase> holdFree(String ids);

  /// The cases into which some of these are merged.
  ///
  /// @param ids separated by commas
  @Query(
      """
      select distinct merged_into
      from cases.case_file
      where id = any(cast(string_to_array(:ids, ',') as uuid[]))
        and merged_into is not null
      """)
  List<UUID> mainsOf(String ids);

  /// Those of these cases that are not erased.
  ///
  /// @param ids separated by commas
  @Query(
      """
      select id
      from cases.case_file
      where id = any(cast(string_to_array(:ids, ',') as uuid[]))
        and erased_on is null
      """)
  List<UUID> alive(String ids);

  /// Marks entries, and returns those at which no node had looked yet.
  ///
  /// @param ids separated by commas
  @Query(
      """
      with marked as (
        update cases.entry
        set looked_at = true
        where id = any(cast(string_to_array(:ids, ',') as uuid[]))
          and not looked_at
        returning id)
      select id
      from marked
      """)
  List<UUID> markLookedAt(String ids);

  /// @param ids separated by commas
  @Query(
      """
      update cases.case_file
      set sealed_state = :state
      where id = any(cast(string_to_array(:ids, ',') as uuid[]))
        and sealed_state <> :state
        and erased_on is null
      """)
  void setStates(String ids, SealedState state);

  /// Marks cases whose poster sends more cases than usual.
  ///
  /// @param ids separated by commas
  @Query(
      """
      update cases.case_file
      set surge = true
      where id = any(cast(string_to_array(:ids, ',') as uuid[]))
        and not surge
        and erased_on is null
      """)
  void setSurge(String ids);

  /// @param ids separated by commas
  @Query(
      """
      update cases.case_file
      set danger_heard = true,
          version = version + 1
      where id = any(cast(string_to_array(:ids, ',') as uuid[]))
        and erased_on is null
      """)
  void setDangerHeard(String ids);

  /// Makes exercises real cases. They leave their family, because the other cases in it are
  /// exercises.
  ///
  /// @param ids separated by commas
  /// @return those that were exercises until now
  @Query(
      """
      with real as (
        update cases.case_file
        set exercise = false,
            family = null,
            version = version + 1
        where id = any(cast(string_to_array(:ids, ',') as uuid[]))
          and exercise
          and erased_on is null
        returning id)
      select id
      from real
      """)
  List<UUID> setReal(String ids);

  /// @param ids separated by commas
  @Query(
      """
      select *
      from cases.case_file
      where id = any(cast(string_to_array(:ids, ',') as uuid[]))
        and erased_on is null
      """)
  List<DeskCase> findAll(String ids);
}
