package tw.shouwang.notifications.outbox;

import javax.sql.DataSource;

/// The two ways to the outbox's tables; the application provides this as a bean.
///
/// @param joining gives out the connection of the caller's transaction, for queueing: what rolls
///   back leaves no row. Outside a transaction it should refuse.
/// @param own gives out connections of their own, for the workers
public record OutboxDatabase(DataSource joining, DataSource own) {}
