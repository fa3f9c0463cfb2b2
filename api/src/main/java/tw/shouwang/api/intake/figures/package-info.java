/// What a centre achieves in numbers: to its staff and, month by month, to everybody. No number is
/// small enough, and no difference of two, to tell of anyone.
@NullMarked
package tw.shouwang.api.intake.figures;

import org.jspecify.annotations.NullMarked;
