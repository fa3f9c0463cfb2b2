/// Stand-ins for the systems around the intake.
@NullMarked
package tw.shouwang.api.intake.testing;

import org.jspecify.annotations.NullMarked;
