/// Who comes in at the staff's door, and what their roles let them do.
@NullMarked
package tw.shouwang.api.intake.login;

import org.jspecify.annotations.NullMarked;
