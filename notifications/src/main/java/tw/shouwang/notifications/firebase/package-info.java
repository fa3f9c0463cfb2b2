/// Pushes through Firebase Cloud Messaging, with Google's own library.
@NullMarked
package tw.shouwang.notifications.firebase;

import org.jspecify.annotations.NullMarked;
