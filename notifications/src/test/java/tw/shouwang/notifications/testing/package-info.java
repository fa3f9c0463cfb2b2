@NullMarked
package tw.shouwang.notifications.testing;

import org.jspecify.annotations.NullMarked;
