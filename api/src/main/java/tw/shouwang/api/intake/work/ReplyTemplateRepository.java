package tw.shouwang.api.intake.work;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/// The saved templates of the centres.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReplyTemplateRepository extends GenericRepository<ReplyTemplateRow, String> {

  @Query(
      """
      select *
      from intake.reply_templates
      where centre = :centre
      order by version desc
      limit 1
      """)
  Optional<ReplyTemplateRow> newest(String centre);

  @Query(
      """
      select *
      from intake.reply_templates
      where centre = :centre
        and version = :version
      """)
  Optional<ReplyTemplateRow> version(String centre, int version);

  /// @return 0 if somebody else saved this version first
  @Query(
      """
      insert into intake.reply_templates (centre, version, saved_by, saved_at, templates)
      values (:centre, :version, :savedBy, :savedAt, :templates)
      on conflict do nothing
      """)
  long add(String centre, int version, String savedBy, Instant savedAt, String templates);
}
