/// Pushes to browsers and to UnifiedPush apps, for people without Google's services: the web's own
/// protocol (RFC 8030), encrypted for the device (RFC 8291) and signed by us (RFC 8292).
@NullMarked
package tw.shouwang.notifications.webpush;

import org.jspecify.annotations.NullMarked;
