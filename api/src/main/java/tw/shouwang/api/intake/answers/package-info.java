/// The base of the staff schema: refusals, checks of texts, storage outages, and the types that
/// several rooms use. May use `login`.
@NullMarked
package tw.shouwang.api.intake.answers;

import org.jspecify.annotations.NullMarked;
