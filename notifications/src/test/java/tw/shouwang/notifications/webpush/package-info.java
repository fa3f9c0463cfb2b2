@NullMarked
package tw.shouwang.notifications.webpush;

import org.jspecify.annotations.NullMarked;
