/// By when what has to have happened to a case, and who hears when it did not.
@NullMarked
package tw.shouwang.api.intake.clocks;

import org.jspecify.annotations.NullMarked;
