/// A worker's steps on cases: inbox, opening, steps, and notices of new cases. May use `answers`,
/// `audit`, `clocks`, `login`, `routing` and `webhooks`.
@NullMarked
package tw.shouwang.api.intake.work;

import org.jspecify.annotations.NullMarked;
