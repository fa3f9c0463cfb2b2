package tw.shouwang.api.cases.desk;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;

/// How many of a sender's entries nobody has read.
@Introspected
record UnreadEntries(UUID caseId, int entries) {}
