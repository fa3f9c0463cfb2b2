/// What both forms share: rules for texts, texts of refusals, the served area, and the emergency
/// numbers in errors.
@NullMarked
package tw.shouwang.api.forms;

import org.jspecify.annotations.NullMarked;
