@NullMarked
package tw.shouwang.notifications.outbox;

import org.jspecify.annotations.NullMarked;
