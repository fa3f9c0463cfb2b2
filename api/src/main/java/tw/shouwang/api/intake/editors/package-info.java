/// The directory and the posters as staff edit them. May use `answers`, `audit` and `login`.
@NullMarked
package tw.shouwang.api.intake.editors;

import org.jspecify.annotations.NullMarked;
