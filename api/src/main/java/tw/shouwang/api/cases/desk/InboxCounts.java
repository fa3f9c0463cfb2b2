package tw.shouwang.api.cases.desk;

import io.micronaut.core.annotation.Introspected;

/// How many open cases a centre has, and how many of them are what.
@Introspected
public record InboxCounts(
    long total,
    long unclaimed,
    long mine,
    long overdue,
    long immediateDanger,
    long urgent,
    long routine) {}
