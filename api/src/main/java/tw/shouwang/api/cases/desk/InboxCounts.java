package tw.shouwang.api.cases.desk;

import io.micronaut.core.annotation.Introspected;

/// A centre's number of open cases, in total and by kind.
@Introspected
public record InboxCounts(
    long total,
    long unclaimed,
    long mine,
    long overdue,
    long immediateDanger,
    long urgent,
    long routine,
    long unreadable,
    long exercises) {}
