/// When somebody is at a centre: set by its staff, shown to senders.
@NullMarked
package tw.shouwang.api.cases.hours;

import org.jspecify.annotations.NullMarked;
