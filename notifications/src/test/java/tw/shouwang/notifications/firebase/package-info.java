@NullMarked
package tw.shouwang.notifications.firebase;

import org.jspecify.annotations.NullMarked;
