/// Alerts people of a centre: by a signed webhook to a pager service and, for danger, by pushes to
/// the devices that they registered.
@NullMarked
package tw.shouwang.api.intake.alerts;

import org.jspecify.annotations.NullMarked;
