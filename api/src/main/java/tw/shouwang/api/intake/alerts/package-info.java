/// Wakes people of a centre: whoever pages them by a signed webhook, and, for danger, the devices
/// that they registered themselves.
@NullMarked
package tw.shouwang.api.intake.alerts;

import org.jspecify.annotations.NullMarked;
