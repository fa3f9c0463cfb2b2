package tw.shouwang.api.intake.webhooks;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One thing that one receiver is still to be told.
@MappedEntity(value = "webhook", schema = "intake")
record WebhookRow(
    @Id UUID id,
    String receiver,
    WebhookEvent event,
    String centre,
    @Nullable UUID caseId,
    Instant dueAt,
    @Nullable Instant leasedUntil,
    int tries,
    boolean givenUp) {}
