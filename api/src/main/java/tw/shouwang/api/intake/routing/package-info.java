/// Which office a case is proposed to: a table that a supervisor can change.
@NullMarked
package tw.shouwang.api.intake.routing;

import org.jspecify.annotations.NullMarked;
