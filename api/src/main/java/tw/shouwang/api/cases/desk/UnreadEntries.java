package tw.shouwang.api.cases.desk;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;

/// A case's number of unread entries by its sender.
@Introspected
record UnreadEntries(UUID caseId, int entries) {}
