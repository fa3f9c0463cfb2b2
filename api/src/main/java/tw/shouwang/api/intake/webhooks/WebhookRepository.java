package tw.shouwang.api.intake.webhooks;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The outbox of webhooks.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface WebhookRepository extends GenericRepository<WebhookRow, UUID> {

  WebhookRow save(WebhookRow row);

  /// What is due to a receiver and no other node is at work on.
  @Query(
      """
      select *
      from intake.webhook
      where receiver = :receiver
        and due_at <= :now
        and not given_up
        and (leased_until is null or leased_until < :now)
      order by due_at
      limit :atMost
      for update skip locked
      """)
  List<WebhookRow> due(String receiver, Instant now, int atMost);

  @Query(
      """
      update intake.webhook
      set leased_until = :until,
          tries = tries + 1
      where id = :id
      """)
  void lease(UUID id, Instant until);

  @Query(
      """
      update intake.webhook
      set due_at = :dueAt,
          leased_until = null
      where id = :id
      """)
  void again(UUID id, Instant dueAt);

  @Query(
      """
      update intake.webhook
      set given_up = true,
          leased_until = null
      where id = :id
      """)
  void giveUp(UUID id);

  @Query(
      """
      update intake.webhook
      set given_up = false,
          tries = 0,
          due_at = :now
      where given_up
      """)
  long retryGivenUp(Instant now);

  @Query(
      """
      delete from intake.webhook
      where id = :id
      """)
  void remove(UUID id);

  @Query(
      """
      select *
      from intake.webhook
      order by due_at
      limit :atMost
      """)
  List<WebhookRow> waiting(int atMost);
}
