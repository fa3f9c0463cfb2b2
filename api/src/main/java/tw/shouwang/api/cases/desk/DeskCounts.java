package tw.shouwang.api.cases.desk;

import io.micronaut.core.annotation.Introspected;

/// How many open cases of a centre there are, and how many of them are what.
@Introspected
public record DeskCounts(
    long total,
    long unclaimed,
    long mine,
    long overdue,
    long immediateDanger,
    long urgent,
    long routine) {}
