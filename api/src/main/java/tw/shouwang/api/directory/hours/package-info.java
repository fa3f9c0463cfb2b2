/// When somebody answers: pure functions from an entry's periods and a minute to a state, and the
/// government's working-day calendar. May use `entries`.
@NullMarked
package tw.shouwang.api.directory.hours;

import org.jspecify.annotations.NullMarked;
