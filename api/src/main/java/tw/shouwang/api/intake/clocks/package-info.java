/// Deadlines of cases, and who is told when one is missed.
@NullMarked
package tw.shouwang.api.intake.clocks;

import org.jspecify.annotations.NullMarked;
