/// The way from a caller's transaction to the push service: rows written with the change they
/// announce, and the worker that takes them from there.
@NullMarked
package tw.shouwang.notifications.outbox;

import org.jspecify.annotations.NullMarked;
