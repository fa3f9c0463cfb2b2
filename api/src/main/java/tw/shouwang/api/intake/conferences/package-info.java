/// Conferences about cases. May use `answers`, `audit`, `login` and the cases of the desk.
@NullMarked
package tw.shouwang.api.intake.conferences;

import org.jspecify.annotations.NullMarked;
