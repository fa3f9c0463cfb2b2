/// From a caller's transaction to the push service: rows written together with the change that they
/// announce, and the worker that sends them.
@NullMarked
package tw.shouwang.notifications.outbox;

import org.jspecify.annotations.NullMarked;
