/// Conferences about cases. May use `answers`, `audit` and `login`.
@NullMarked
package tw.shouwang.api.intake.conferences;

import org.jspecify.annotations.NullMarked;
