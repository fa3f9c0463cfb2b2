package tw.shouwang.api.intake.work;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/// A saved version of a centre's templates, as JSON.
@MappedEntity(value = "reply_templates", schema = "intake")
record ReplyTemplateRow(
    @Id String centre, int version, String savedBy, Instant savedAt, String templates) {}
