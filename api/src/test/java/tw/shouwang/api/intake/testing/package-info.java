/// Stand-ins for what lies around the intake.
@NullMarked
package tw.shouwang.api.intake.testing;

import org.jspecify.annotations.NullMarked;
