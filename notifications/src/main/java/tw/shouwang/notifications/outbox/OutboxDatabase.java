package tw.shouwang.notifications.outbox;

import javax.sql.DataSource;

/// The two data sources for the outbox's tables; the application provides this as a bean.
///
/// @param joining returns the connection of the caller's transaction, for queueing: a rollback
///   leaves no row. Outside a transaction it should refuse.
/// @param own returns separate connections, for the workers
public record OutboxDatabase(DataSource joining, DataSource own) {}
