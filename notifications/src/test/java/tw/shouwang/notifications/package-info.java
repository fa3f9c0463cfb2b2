@NullMarked
package tw.shouwang.notifications;

import org.jspecify.annotations.NullMarked;
