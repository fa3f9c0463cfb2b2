/// A centre's statistics: for its staff and, month by month, for everybody. No published number,
/// and no difference of two, is small enough to identify a person.
@NullMarked
package tw.shouwang.api.intake.figures;

import org.jspecify.annotations.NullMarked;
