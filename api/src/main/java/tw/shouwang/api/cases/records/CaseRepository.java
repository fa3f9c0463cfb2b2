package tw.shouwang.api.cases.records;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Cases, found by the hash of their present receipt only.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface CaseRepository extends GenericRepository<CaseRow, UUID> {

  /// Open cases without a message for too long, also in those that are merged into them, of which
  /// staff were warned in time.
  String DUE_FOR_CLOSING =
      """
      where close_on <= :today
        and close_warned_on <= :warnedBy
        and status <> 'CLOSED'
        and erased_on is null
        and not exists (
          select
          from cases.case_file as merged
          where merged.merged_into = case_file.id
            and merged.close_on > :today
            and merged.status <> 'CLOSED'
            and merged.erased_on is null)
      """;

  /// Empty for a case whose words are erased.
  @Query(
      """
      select *
      from cases.case_file
      where id = :id
        and erased_on is null
      """)
  Optional<CaseRow> findById(UUID id);

  @Query(
      """
      select case_file.*
      from cases.receipt_hash
      join cases.case_file on case_file.id = receipt_hash.case_id
      where receipt_hash.hash = :hash
        and receipt_hash.retired_until is null
        and case_file.binding is not null
      """)
  Optional<CaseRow> findByReceiptHash(byte[] hash);

  /// The same for a receipt that may change its case.
  @Query(
      """
      select case_file.*
      from cases.receipt_hash
      join cases.case_file on case_file.id = receipt_hash.case_id
      where receipt_hash.hash = :hash
        and receipt_hash.hand = :hand
        and receipt_hash.retired_until is null
        and case_file.binding is not null
      """)
  Optional<CaseRow> findByReceipt(byte[] hash, byte[] hand);

  /// The news of all cases that one of these receipts opens now.
  ///
  /// @param hashes of receipts, in hex, separated by commas
  @Query(
      """
      select encode(receipt_hash.hash, 'hex') as hash,
             case_file.status,
             (select max(happened_at)
              from cases.timeline_event
              where case_id = case_file.id) as changed_at,
             (select count(*)
              from cases.timeline_event
              where case_id = case_file.id) as happened,
             (select count(*)
              from cases.entry
              where case_id = case_file.id
                and direction = 'FROM_STAFF'
                and unread) as unread
      from unnest(string_to_array(:hashes, ',')) as asked
      join cases.receipt_hash on receipt_hash.hash = decode(asked, 'hex')
      join cases.case_file on case_file.id = receipt_hash.case_id
      where receipt_hash.retired_until is null
        and case_file.binding is not null
      """)
  List<NewsRow> news(String hashes);

  /// Whether its sender has said since, or the first look has heard, that it is more than routine.
  @Query(
      """
      select danger_heard or coalesce(said_since, 'ROUTINE') <> 'ROUTINE'
      from cases.case_file
      where id = :id
      """)
  boolean isMoreUrgentSince(UUID id);

  /// Locks the case until the transaction ends, so that two changes follow one another.
  @Query(
      """
      select status
      from cases.case_file
      where id = :id
      for update
      """)
  CaseStatus lock(UUID id);

  /// Locks the case against its erasure only, for what the lock leaves in the log of the database.
  @Query(
      """
      select status
      from cases.case_file
      where id = :id
      for key share
      """)
  CaseStatus settle(UUID id);

  @Query(
      """
      select *
      from cases.case_file
      where status <> 'CLOSED'
        and binding is not null
      order by received_at desc, id
      limit :atMost
      """)
  List<CaseRow> listOpen(int atMost);

  /// The cases of these ids whose words are not erased.
  ///
  /// @param ids separated by commas
  @Query(
      """
      select *
      from cases.case_file
      where id = any(cast(string_to_array(:ids, ',') as uuid[]))
        and erased_on is null
      """)
  List<CaseRow> openable(String ids);

  /// The case's id, unless its words are erased.
  @Query(
      """
      select id
      from cases.case_file
      where id = :id
        and erased_on is null
      """)
  Optional<UUID> findOpenable(UUID id);

  /// The case into which this one is merged.
  @Query(
      """
      select merged_into
      from cases.case_file
      where id = :id
        and merged_into is not null
      """)
  Optional<UUID> mainOf(UUID id);

  /// Ends a merge: the case is independent again. It has the grading of the case into which it was
  /// merged, unless it has one of its own, because both were about the same.
  @Query(
      """
      update cases.case_file
      set merged_into = null,
          merged_at = null,
          triage_level = coalesce(case_file.triage_level, main.triage_level),
          triage_category = coalesce(case_file.triage_category, main.triage_category),
          route = coalesce(case_file.route, main.route)
      from cases.case_file as main
      where case_file.id = :id
        and main.id = case_file.merged_into
      """)
  void standAlone(UUID id);

  /// Locks the cases that are merged into this one, which is locked.
  @Query(
      """
      select id
      from cases.case_file
      where merged_into = :id
        and erased_on is null
      order by id
      for update
      """)
  List<UUID> holdMerged(UUID id);

  /// Whether the case is merged into one that nobody looks at any more.
  @Query(
      """
      select exists (
        select
        from cases.case_file
        join cases.case_file as main on main.id = case_file.merged_into
        where case_file.id = :id
          and (main.status = 'CLOSED' or main.erased_on is not null))
      """)
  boolean isMergedIntoClosed(UUID id);

  /// Opens a closed case at its sender's wish. Nobody has it claimed any more, because the worker
  /// who had may have left; what is not graded yet is due anew.
  @Query(
      """
      update cases.case_file
      set status = :status,
          outcome = null,
          claimed_by = null,
          claimed_name = null,
          claimed_at = null,
          due_at = case when :status in ('RECEIVED', 'SEEN') then :dueAt else due_at end
      where id = :id
      """)
  void reopen(UUID id, CaseStatus status, Instant dueAt);

  /// Raises the version, so that a worker who has not seen what happened is refused.
  @Query(
      """
      update cases.case_file
      set version = version + 1
      where id = :id
      """)
  void touch(UUID id);

  /// The gravest urgency that was said since a worker graded it.
  @Query(
      """
      update cases.case_file
      set said_since = case
            when said_since = 'IMMEDIATE_DANGER' or :urgency = 'IMMEDIATE_DANGER'
              then 'IMMEDIATE_DANGER'
            else 'URGENT'
          end
      where id = :id
        and :urgency <> 'ROUTINE'
      """)
  void setSaidSince(UUID id, Urgency urgency);

  /// Whether a worker has opened the case.
  @Query(
      """
      select opened_on is not null
      from cases.case_file
      where id = :id
      """)
  boolean isOpened(UUID id);

  /// Whether a kept case has this binding.
  @Query(
      """
      select exists (
        select
        from cases.case_file
        where binding = :binding
      )
      """)
  boolean isBound(byte[] binding);

  /// Whether the first look could not open the case's key.
  @Query(
      """
      select sealed_state = 'WRAP_UNREADABLE'
      from cases.case_file
      where id = :id
      """)
  boolean isUnreadable(UUID id);

  /// Marks a case as readable whose key could not be opened before and now can.
  @Query(
      """
      update cases.case_file
      set sealed_state = 'READABLE'
      where id = :id
        and sealed_state = 'WRAP_UNREADABLE'
      """)
  void setOpensAfterAll(UUID id);

  /// Notes the day on which the receipt itself first reached the service.
  @Query(
      """
      update cases.case_file
      set through_service_on = :day
      where id = :id
        and through_service_on is null
        and erased_on is null
      """)
  void setThroughService(UUID id, LocalDate day);

  /// The same for the case that this receipt opens now, if there is one.
  ///
  /// @param hash of the receipt
  @Query(
      """
      update cases.case_file
      set through_service_on = :day
      from cases.receipt_hash
      where receipt_hash.hash = :hash
        and receipt_hash.retired_until is null
        and case_file.id = receipt_hash.case_id
        and case_file.through_service_on is null
        and case_file.erased_on is null
      """)
  void setThroughService(byte[] hash, LocalDate day);

  @Query(
      """
      update cases.case_file
      set outcome = :outcome
      where id = :id
      """)
  void setOutcome(UUID id, @Nullable String outcome);

  @Query(
      """
      update cases.case_file
      set status = :status,
          version = version + 1
      where id = :id
      """)
  void setStatus(UUID id, CaseStatus status);

  /// Sets the day of erasure of a withdrawn case. Invariant: the day never moves later.
  @Query(
      """
      update cases.case_file
      set close_on = :closeOn,
          close_warned_on = null,
          erase_on = case
            when withdrawn_on is null then :eraseOn
            else least(erase_on, :eraseOn)
          end
      where id = :id
        and erased_on is null
      """)
  void setPeriods(UUID id, @Nullable LocalDate closeOn, LocalDate eraseOn);

  @Query(
      """
      update cases.case_file
      set erase_on = least(erase_on, :eraseOn),
          withdrawn_on = :day,
          version = version + 1
      where id = :id
      """)
  void setWithdrawn(UUID id, LocalDate day, LocalDate eraseOn);

  @Query(
      """
      update cases.case_file
      set fingerprint = null,
          binding = null,
          key_commitment = null,
          duplicate_tag = null,
          close_on = null,
          erased_on = :erasedOn,
          version = version + 1
      where id = :id
        and erased_on is null
      """)
  void markErased(UUID id, LocalDate erasedOn);

  /// Cases whose day of erasure has come.
  @Query(
      """
      select id
      from cases.case_file
      where erase_on < :today
        and erased_on is null
        and id > :after
      order by id
      limit :atMost
      """)
  List<UUID> dueForErasure(LocalDate today, UUID after, int atMost);

  /// Whether such a case is still due: it may have been written to, reopened or erased after it was
  /// listed.
  @Query(
      """
      select exists (
        select
        from cases.case_file
        where id = :id
          and erase_on < :today
          and erased_on is null)
      """)
  boolean isDueForErasure(UUID id, LocalDate today);

  @Query(
      """
      select count(*)
      from cases.case_file
      where erase_on < :today
        and erased_on is null
      """)
  long countDueForErasure(LocalDate today);

  /// Marks open cases that will close soon, for staff.
  ///
  /// @return how many
  @Query(
      """
      update cases.case_file
      set close_warned_on = :today
      where id in (
        select id
        from cases.case_file
        where close_on <= :until
          and close_warned_on is null
          and status <> 'CLOSED'
          and erased_on is null
        limit :atMost
      )
      """)
  long warnOfClosing(LocalDate today, LocalDate until, long atMost);

  @Query(
      """
      select count(*)
      from cases.case_file
      where close_on <= :until
        and close_warned_on is null
        and status <> 'CLOSED'
        and erased_on is null
      """)
  long countToBeWarnedOf(LocalDate until);

  /// The cases to close now.
  @Query(
      """
      select id
      from cases.case_file
      """
          + DUE_FOR_CLOSING
          + """
            and id > :after
          order by id
          limit :atMost
          """)
  List<UUID> dueForClosing(LocalDate today, LocalDate warnedBy, UUID after, int atMost);

  /// Locks such a case until the transaction ends; empty if it is no longer due.
  @Query(
      """
      select id
      from cases.case_file
      """
          + DUE_FOR_CLOSING
          + """
            and id = :id
          for update
          """)
  Optional<UUID> holdDueForClosing(UUID id, LocalDate today, LocalDate warnedBy);

  @Query(
      """
      select count(*)
      from cases.case_file
      """
          + DUE_FOR_CLOSING)
  long countDueForClosing(LocalDate today, LocalDate warnedBy);
}
