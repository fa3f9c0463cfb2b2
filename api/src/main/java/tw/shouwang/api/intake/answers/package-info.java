/// The ground of the staff schema: refusals, the check of texts, the outage of storage, and the
/// types that several rooms show. May use `login`.
@NullMarked
package tw.shouwang.api.intake.answers;

import org.jspecify.annotations.NullMarked;
